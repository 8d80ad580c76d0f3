using System.Globalization;
using System.Text.RegularExpressions;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Multipart;

/// <summary>The bytes of the source that become a part; stricter than the range of a read.</summary>
internal static partial class CopyRange
{
    private const string Header = "x-amz-copy-source-range";

    public static (long From, long Count)? Find(S3Request request, long total)
    {
        if (request.Header(Header) is not { } text)
            return null;
        var match = Form.Match(text);
        if (!match.Success || !TryRead(match, out var first, out var last) || last < first)
        {
            throw Refusals.InvalidArgument(
                Header, text, $"The {Header} value must be of the form bytes=first-last where first and last are the "
                + "zero-based offsets of the first and last bytes to copy");
        }

        if (first >= total)
            throw Refusals.Invalid("The specified copy range is invalid for the source object size");
        return last < total
            ? (first, last - first + 1)
            : throw Refusals.InvalidArgument(
                Header, text, $"Range specified is not valid for source object of size: {total}");
    }

    private static bool TryRead(Match match, out long first, out long last)
    {
        last = 0;
        return long.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out first)
            && long.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out last);
    }

    [GeneratedRegex("^bytes=([0-9]+)-([0-9]+)$")]
    private static partial Regex Form { get; }
}
