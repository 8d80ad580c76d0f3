using System.Collections.Immutable;
using WebhookSystem.LocalAws.S3.Checksums;

namespace WebhookSystem.LocalAws.S3.Storage;

/// <summary>One part of an upload that is under way.</summary>
internal sealed record UploadPart(
    int Number, Content Content, string ETag, Checksum? Checksum, DateTimeOffset Modified);

/// <summary>A multipart upload that is neither completed nor aborted.</summary>
/// <param name="Algorithm">The checksum that was asked for at the start, or null.</param>
internal sealed record Upload(
    string Id, string Key, ObjectHeaders Headers, ChecksumAlgorithm? Algorithm, ChecksumType? ChecksumType,
    DateTimeOffset Initiated)
{
    public ImmutableSortedDictionary<int, UploadPart> Parts { get; init; } =
        ImmutableSortedDictionary<int, UploadPart>.Empty;

    /// <summary>Whether the object under its key was deleted since it began.</summary>
    public bool IsOutrun { get; init; }
}
