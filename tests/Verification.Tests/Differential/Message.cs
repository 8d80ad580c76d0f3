using System.Globalization;
using System.Text;

namespace WebhookSystem.Verification.Tests.Differential;

/// <summary>A delivery with one signature header, as both verifiers are given it.</summary>
/// <param name="Headers">The signature header's values: none, one, or as often as it was sent.</param>
internal sealed record Message(byte[] Body, string[] Headers, string Secret, DateTimeOffset Now)
{
    /// <summary>As ASP.NET Core hands it to whoever asks for the header's text.</summary>
    public string? Header => Headers.Length == 0 ? null : string.Join(',', Headers);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"at {Now.ToUnixTimeSeconds()}, secret {Quoted(Secret)}, header {Quoted(string.Join(" | ", Headers))}, "
            + $"body {Convert.ToHexString(Body)}");

    private static string Quoted(string text) => string.Concat(text.Select(character =>
        character is >= ' ' and <= '~' ? character.ToString() : $"\\u{(int)character:x4}"));

    public static bool IsText(byte[] bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    public string BodyText => Encoding.UTF8.GetString(Body);
}
