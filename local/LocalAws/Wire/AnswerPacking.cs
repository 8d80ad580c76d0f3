using System.Globalization;
using System.IO.Compression;

namespace WebhookSystem.LocalAws.Wire;

/// <summary>
/// Packs a long answer as its caller accepts it. Accept-Encoding is read as DynamoDB was seen to read it: only the
/// first header counts, a weight that is none is 1, and not to pack is never preferred.
/// </summary>
internal static class AnswerPacking
{
    private const string Gzip = "gzip";
    private const string Deflate = "deflate";
    private const int UnpackedBytesMax = 4096;

    /// <summary>The coding in which to answer; null where it is none.</summary>
    public static string? CodingFor(HttpRequest request, int bytes) =>
        bytes > UnpackedBytesMax && request.Headers.AcceptEncoding is [{ } accepted, ..] ? Choose(accepted) : null;

    public static ReadOnlyMemory<byte> Pack(ReadOnlyMemory<byte> answer, string coding)
    {
        var packed = new MemoryStream();
        using (Stream packing = coding == Gzip
            ? new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)
            : new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            packing.Write(answer.Span);
        }

        return packed.GetBuffer().AsMemory(0, (int)packed.Length);
    }

    private static string? Choose(string accepted)
    {
        string? best = null;
        var (weight, anyOther) = (0.0, 0.0);
        List<string> others = [Gzip, Deflate];
        foreach (var entry in accepted.Split(','))
        {
            var end = entry.IndexOf(';', StringComparison.Ordinal);
            var name = (end < 0 ? entry : entry[..end]).Trim();
            var own = end < 0 ? 1 : WeightIn(entry[end..]);
            var coding = Is(name, Gzip) ? Gzip : Is(name, Deflate) ? Deflate : null;
            if (name == "*")
                anyOther = own;
            if (coding is null)
                continue;
            others.Remove(coding);
            if (own > weight)
                (best, weight) = (coding, own);
        }

        return anyOther > weight && others is [var other, ..] ? other : best;
    }

    private static bool Is(string name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);

    private static double WeightIn(string parameters)
    {
        var start = parameters.IndexOf("q=", StringComparison.OrdinalIgnoreCase);
        if (start < 0)
            return 1;
        var text = parameters[(start + 2)..].Split(';')[0];
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var weight)
            ? Math.Min(weight, 1)
            : 1;
    }
}
