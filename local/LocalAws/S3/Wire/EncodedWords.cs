using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace WebhookSystem.LocalAws.S3.Wire;

/// <summary>
/// Metadata beyond ASCII, as RFC 2047 has it: taken apart where it is sent, put together where it is told.
/// </summary>
internal static partial class EncodedWords
{
    // What has no sign of its own, and what stands for something that was lost.
    private static readonly UnicodeCategory[] Signless =
    [
        UnicodeCategory.Control, UnicodeCategory.Format, UnicodeCategory.Surrogate, UnicodeCategory.PrivateUse,
        UnicodeCategory.OtherNotAssigned,
    ];

    /// <summary>ASCII as it is; else one word, quoted where it can be read, base64 where not.</summary>
    public static string Encode(string text)
    {
        if (text.All(static one => one is (>= ' ' and <= '~') or '\t'))
            return text;
        var bytes = Encoding.UTF8.GetBytes(text);
        return text.EnumerateRunes().Any(static rune => rune == Rune.ReplacementChar
            || Signless.Contains(Rune.GetUnicodeCategory(rune)))
            ? $"=?UTF-8?B?{Convert.ToBase64String(bytes)}?="
            : $"=?UTF-8?Q?{string.Concat(bytes.Select(Quote))}?=";
    }

    /// <summary>The text with its words in the clear; a word that is malformed stays as it came.</summary>
    public static string Decode(string text) => Word.Replace(text, static match =>
        BytesOf(match) is { } bytes ? Encoding.UTF8.GetString(bytes) : match.Value);

    private static string Quote(byte one) => (char)one switch
    {
        ' ' => "_",
        '=' or '?' or '_' => $"={one:X2}",
        >= '!' and <= '~' or '\t' => ((char)one).ToString(),
        _ => $"={one:X2}",
    };

    private static byte[]? BytesOf(Match word)
    {
        var text = word.Groups[2].Value;
        if (!word.Groups[1].Value.Equals("B", StringComparison.OrdinalIgnoreCase))
        {
            return Encoding.Latin1.GetBytes(Escape.Replace(text.Replace('_', ' '), static match =>
                ((char)Convert.ToByte(match.Groups[1].Value, 16)).ToString()));
        }

        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : null;
    }

    [GeneratedRegex(@"=\?UTF-8\?([BQ])\?([!-~-[?]]*)\?=", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Word { get; }

    [GeneratedRegex("=([0-9A-Fa-f]{2})")]
    private static partial Regex Escape { get; }
}
