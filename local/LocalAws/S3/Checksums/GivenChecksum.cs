using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Checksums;

/// <summary>The checksum that a request gives for its body, in a header or behind the body.</summary>
internal static class GivenChecksum
{
    private const string Prefix = "x-amz-checksum-";

    // Headers of that prefix that carry no checksum.
    private static readonly string[] Others = [Prefix + "algorithm", Prefix + "type", Prefix + "mode"];

    /// <summary>The one that is given, or null.</summary>
    public static Checksum? Find(S3Request request, IReadOnlyDictionary<string, string> trailers)
    {
        RefuseUnknown(request.Headers(Prefix).Select(static header => header.Name).Concat(trailers.Keys));
        Checksum[] given =
        [
            .. from algorithm in ChecksumAlgorithms.All
               let value = request.Header(algorithm.Header) ?? trailers.GetValueOrDefault(algorithm.Header)
               where value is not null
               select new Checksum(algorithm, value),
        ];
        return given.Length <= 1
            ? given.SingleOrDefault()
            : throw Refusals.Invalid(
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
    }

    /// <summary>Compares it with what arrived.</summary>
    public static void Verify(Checksum given, Content content)
    {
        var algorithm = given.Algorithm;
        Span<byte> bytes = stackalloc byte[64];

        // It goes back in a header, and so has to stand as it is written here: the decoder passes over white space.
        if (!Convert.TryFromBase64String(given.Value, bytes, out var count) || count != algorithm.Bytes
            || Convert.ToBase64String(bytes[..count]) != given.Value)
            throw Refusals.Invalid($"Value for {algorithm.Header} header is invalid.");
        if (!bytes[..count].SequenceEqual(algorithm.Compute(content)))
            throw Refusals.BadDigest($"The {algorithm.Name} you specified did not match the calculated checksum.");
    }

    // To store a body whose checksum was not verified would be to promise what was not done.
    private static void RefuseUnknown(IEnumerable<string> headers)
    {
        var known = ChecksumAlgorithms.All.Select(static algorithm => algorithm.Header).Concat(Others);
        if (headers.Where(static header => header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            .Except(known, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
        {
            throw Refusals.HeaderNotOffered(unknown, "LocalAws does not calculate this checksum");
        }
    }
}
