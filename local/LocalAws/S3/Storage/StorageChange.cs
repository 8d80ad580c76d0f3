using System.Text.Json.Serialization;

namespace WebhookSystem.LocalAws.S3.Storage;

/// <summary>Everything that can happen to what is stored. The names are on disk as well.</summary>
[JsonDerivedType(typeof(BucketCreated), "BucketCreated")]
[JsonDerivedType(typeof(BucketDeleted), "BucketDeleted")]
[JsonDerivedType(typeof(LifecycleSet), "LifecycleSet")]
[JsonDerivedType(typeof(ObjectPut), "ObjectPut")]
[JsonDerivedType(typeof(ObjectDeleted), "ObjectDeleted")]
[JsonDerivedType(typeof(UploadStarted), "UploadStarted")]
[JsonDerivedType(typeof(PartPut), "PartPut")]
[JsonDerivedType(typeof(UploadEnded), "UploadEnded")]
internal abstract record StorageChange(string Bucket)
{
    public sealed record BucketCreated(string Bucket, string Region, DateTimeOffset At) : StorageChange(Bucket);

    public sealed record BucketDeleted(string Bucket) : StorageChange(Bucket);

    public sealed record LifecycleSet(string Bucket, Lifecycle? Lifecycle) : StorageChange(Bucket);

    public sealed record ObjectPut(string Bucket, StoredObject Stored) : StorageChange(Bucket);

    public sealed record ObjectDeleted(string Bucket, string Key) : StorageChange(Bucket);

    public sealed record UploadStarted(string Bucket, Upload Upload) : StorageChange(Bucket);

    public sealed record PartPut(string Bucket, string UploadId, UploadPart Part) : StorageChange(Bucket);

    public sealed record UploadEnded(string Bucket, string UploadId) : StorageChange(Bucket);
}
