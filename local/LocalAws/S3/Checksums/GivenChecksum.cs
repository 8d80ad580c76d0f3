using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Checksums;

/// <summary>The checksum that a request gives for its body, in a header or behind the body.</summary>
internal static class GivenChecksum
{
    private const string Prefix = "x-amz-checksum-";

    // The headers of that prefix; three of them carry no checksum.
    private static readonly Dictionary<string, ChecksumAlgorithm?> Headers = new(
        [
            .. ChecksumAlgorithms.All.Select(static one => KeyValuePair.Create(one.Header, (ChecksumAlgorithm?)one)),
            new(Prefix + "algorithm", null), new(Prefix + "type", null), new(Prefix + "mode", null),
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The one that is given, or null.</summary>
    public static Checksum? Find(S3Request request, IReadOnlyDictionary<string, string> trailers)
    {
        Checksum? found = null;
        var behind = trailers.Select(static one => (one.Key, one.Value));
        foreach (var (name, value) in request.Headers(Prefix).Concat(behind))
        {
            if (AlgorithmOf(name) is not { } algorithm || found?.Algorithm == algorithm)
                continue;
            if (found is not null)
            {
                throw Refusals.Invalid(
                    "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.");
            }

            found = new(algorithm, value);
        }

        return found;
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
    private static ChecksumAlgorithm? AlgorithmOf(string name) =>
        !name.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? null
        : Headers.TryGetValue(name, out var algorithm) ? algorithm
        : throw Refusals.HeaderNotOffered(name, "LocalAws does not calculate this checksum");
}
