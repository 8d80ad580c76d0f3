using System.Collections.Immutable;
using WebhookSystem.LocalAws.S3.Checksums;

namespace WebhookSystem.LocalAws.S3.Storage;

/// <summary>What a caller says about an object beside its bytes.</summary>
/// <param name="Standard">HTTP's own: content type, encoding, disposition, language, caching, expiry.</param>
/// <param name="Metadata">The caller's, without <c>x-amz-meta-</c>.</param>
/// <param name="StorageClass">Kept and told; all are stored alike here.</param>
internal sealed record ObjectHeaders(
    ImmutableDictionary<string, string> Standard, ImmutableDictionary<string, string> Metadata, string StorageClass);

/// <summary>An object as it stands under its key until another takes its place.</summary>
internal sealed record StoredObject(
    string Key, Content Content, string ETag, DateTimeOffset Modified, Checksum Checksum, ObjectHeaders Headers)
{
    /// <summary>The sizes of the parts it was uploaded in; empty where it came in one.</summary>
    public ImmutableArray<long> PartSizes { get; init; } = [];

    /// <summary>Their checksums, which the object's was made of; empty where it is of the bytes.</summary>
    public ImmutableArray<string> PartChecksums { get; init; } = [];

    /// <summary>The upload that it was made by: completing that once more changes nothing.</summary>
    public string? UploadId { get; init; }

    /// <summary>The checksum of a part, or null where none is known.</summary>
    public Checksum? ChecksumOf(int part) => part >= 1 && part <= PartChecksums.Length
        ? Checksum with { Value = PartChecksums[part - 1] }
        : null;

    public string QuotedETag => $"\"{ETag}\"";
}
