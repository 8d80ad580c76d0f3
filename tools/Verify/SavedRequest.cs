using System.Text;
using WebhookSystem.Verification;

namespace WebhookSystem.Verify;

/// <summary>A request as it went over the wire: its line, its headers, a blank line, its body.</summary>
internal static class SavedRequest
{
    /// <param name="url">The address as registered; null: as the request's line and Host have it, over https.</param>
    /// <exception cref="FormatException">It is no request.</exception>
    public static SignedRequest<VectorHeaders> Parse(ReadOnlyMemory<byte> bytes, string? url)
    {
        var headEnd = EndOfHead(bytes.Span);
        var lines = Encoding.Latin1.GetString(bytes.Span[..headEnd]).ReplaceLineEndings("\n").Trim('\n').Split('\n');
        if (lines[0].Split(' ') is not [var method, var target, ..])
            throw new FormatException("The first line is none of a request, such as POST /hooks/stripe HTTP/1.1.");
        var headers = new VectorHeaders([.. lines.Skip(1).Select(Header)]);
        var address = url is null ? AddressOf(target, headers) : WithQueryOf(target, url);
        return new(headers, bytes[headEnd..], new(method, address));
    }

    // The blank line ends the head; what is behind it, be it a line end, is the body.
    private static int EndOfHead(ReadOnlySpan<byte> bytes)
    {
        var (unix, wire) = (bytes.IndexOf("\n\n"u8), bytes.IndexOf("\r\n\r\n"u8));
        return wire >= 0 && (unix < 0 || wire < unix) ? wire + 4 : unix >= 0 ? unix + 2 : bytes.Length;
    }

    private static (string Name, string Value) Header(string line) => line.Split(':', 2) is [var name, var value]
        ? (name.Trim(), value.Trim())
        : throw new FormatException($"'{line}' is no header: a name, a colon and a value are wanted.");

    private static string AddressOf(string target, VectorHeaders headers) =>
        target.Contains("://", StringComparison.Ordinal) || headers.Read("Host", out var host) != 1
            ? target
            : $"https://{host}{target}";

    private static string WithQueryOf(string target, string url)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return url.Contains('?', StringComparison.Ordinal) || query < 0 ? url : url + target[query..];
    }
}
