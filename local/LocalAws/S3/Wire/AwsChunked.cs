using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using WebhookSystem.LocalAws.S3.Storage;

namespace WebhookSystem.LocalAws.S3.Wire;

/// <summary>
/// Takes the <c>aws-chunked</c> coding off a body: <c>size[;chunk-signature=…] CRLF data CRLF</c>, a chunk of size 0,
/// then trailing headers. Any credentials are good here, so the signatures are not looked at.
/// </summary>
internal static class AwsChunked
{
    private const int LineBytesMax = 16 * 1024;

    /// <summary>Adds the data to <paramref name="content"/>; gives the trailing headers.</summary>
    public static async Task<Dictionary<string, string>> ReadAsync(
        PipeReader body, ContentBuilder content, CancellationToken cancellationToken)
    {
        while (await ReadSizeAsync(body, cancellationToken) is > 0 and var size)
        {
            await CopyAsync(body, size, content, cancellationToken);
            if (await ReadLineAsync(body, cancellationToken) is not "")
                throw Malformed();
        }

        var trailers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await ReadLineAsync(body, cancellationToken) is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
                throw Malformed();
            trailers[line[..colon].Trim()] = line[(colon + 1)..].Trim();
        }

        return trailers;
    }

    private static async Task<long> ReadSizeAsync(PipeReader body, CancellationToken cancellationToken)
    {
        var line = await ReadLineAsync(body, cancellationToken) ?? throw Malformed();
        var digits = line.Split(';')[0];
        return long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size)
            && size >= 0 ? size : throw Malformed();
    }

    private static async Task CopyAsync(
        PipeReader body, long size, ContentBuilder content, CancellationToken cancellationToken)
    {
        while (size > 0)
        {
            var read = await body.ReadAsync(cancellationToken);
            var data = read.Buffer.Slice(0, Math.Min(size, read.Buffer.Length));
            content.Append(data);
            size -= data.Length;
            body.AdvanceTo(data.End);
            if (size > 0 && read.IsCompleted)
                throw Malformed();
        }
    }

    /// <summary>The next line without its end, or null at the body's end.</summary>
    private static async Task<string?> ReadLineAsync(PipeReader body, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            if (TryReadLine(read.Buffer, out var line, out var consumed))
            {
                body.AdvanceTo(consumed);
                return line;
            }

            var length = read.Buffer.Length;
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            if (length > LineBytesMax || (read.IsCompleted && length > 0))
                throw Malformed();
            if (read.IsCompleted)
                return null;
        }
    }

    private static bool TryReadLine(ReadOnlySequence<byte> buffer, out string line, out SequencePosition consumed)
    {
        var reader = new SequenceReader<byte>(buffer);
        var isFound = reader.TryReadTo(out ReadOnlySequence<byte> bytes, "\r\n"u8);
        line = isFound ? Encoding.ASCII.GetString(bytes) : "";
        consumed = reader.Position;
        return isFound;
    }

    private static S3Exception Malformed() => new(
        "IncompleteBody", "The request body terminated unexpectedly", HttpStatusCode.BadRequest);
}
