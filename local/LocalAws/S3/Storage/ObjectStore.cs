using System.Diagnostics;
using WebhookSystem.LocalAws.S3.Kept;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Storage;

/// <summary>
/// All buckets. Whoever decides on what it read holds the gate from there to <see cref="Commit"/>, which is the one
/// door for changes: there they are journalled. Contents never change, so they are read without it.
/// </summary>
internal sealed class ObjectStore(StorageLog log)
{
    private readonly SortedDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    public Lock Gate { get; } = new();

    public IEnumerable<Bucket> Buckets => _buckets.Values;

    public Bucket? TryFind(string bucket) => _buckets.GetValueOrDefault(bucket);

    public Bucket Find(string bucket) => TryFind(bucket) ?? throw Refusals.NoSuchBucket(bucket);

    public StoredObject FindObject(string bucket, string key) =>
        Find(bucket).Objects.GetValueOrDefault(key) ?? throw Refusals.NoSuchKey(key);

    public Upload FindUpload(string bucket, string key, string uploadId) =>
        Find(bucket).Uploads.GetValueOrDefault(uploadId) is { } upload && upload.Key == key
            ? upload
            : throw Refusals.NoSuchUpload(uploadId);

    /// <summary>Makes changes true, all at one instant. The caller holds the gate.</summary>
    public void Commit(params ReadOnlySpan<StorageChange> changes)
    {
        log.Changed(changes);
        foreach (var change in changes)
            Apply(change);
    }

    private void Apply(StorageChange change)
    {
        switch (change)
        {
            case StorageChange.BucketCreated created:
                _buckets.Add(created.Bucket, new(created.Bucket, created.Region, created.At));
                break;
            case StorageChange.BucketDeleted:
                _buckets.Remove(change.Bucket);
                break;
            case StorageChange.LifecycleSet set:
                _buckets[change.Bucket].Lifecycle = set.Lifecycle;
                break;
            case StorageChange.ObjectPut put:
                _buckets[change.Bucket].Objects[put.Stored.Key] = put.Stored;
                break;
            case StorageChange.ObjectDeleted deleted:
                _buckets[change.Bucket].Remove(deleted.Key);
                break;
            case StorageChange.UploadStarted started:
                _buckets[change.Bucket].Uploads.Add(started.Upload.Id, started.Upload);
                break;
            case StorageChange.PartPut part:
                var uploads = _buckets[change.Bucket].Uploads;
                var upload = uploads[part.UploadId];
                uploads[part.UploadId] = upload with { Parts = upload.Parts.SetItem(part.Part.Number, part.Part) };
                break;
            case StorageChange.UploadEnded ended:
                _buckets[change.Bucket].Uploads.Remove(ended.UploadId);
                break;
            default:
                throw new UnreachableException();
        }
    }
}
