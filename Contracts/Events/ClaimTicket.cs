namespace WebhookSystem.Contracts.Events;

/// <summary>Where a checked-in body lies. The object is written before its ticket.</summary>
/// <param name="Size">Bytes of the body.</param>
/// <param name="Digest">SHA-256 of the body in lower-case hex.</param>
public sealed record ClaimTicket(string Bucket, string Key, long Size, string Digest)
{
    /// <summary>The object's key: a redelivery on the same day finds its object there already.</summary>
    public static string KeyFor(string source, DateTimeOffset receivedAt, string digest) =>
        $"{source}/{receivedAt.UtcDateTime:yyyy-MM-dd}/{digest}";

    public string Uri => $"s3://{Bucket}/{Key}";
}
