using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.S3.Storage;

namespace WebhookSystem.LocalAws.S3.Kept;

/// <summary>S3's state, as the log sees it.</summary>
internal sealed class KeptStorage(ObjectStore store, StorageLog log, ContentFiles files) : IKept
{
    public KeptService Service => KeptService.S3;

    public IDisposable Hold() => new HeldLock(store.Gate);

    public void Replay(EntryReader record) => store.Commit(record.Json<StorageChange>(log.Json));

    public IEnumerable<Action<EntryWriter>> Capture()
    {
        StorageChange[] changes = [.. store.Buckets.SelectMany(ChangesTo)];
        return changes.Select<StorageChange, Action<EntryWriter>>(change => output => output.Json(change, log.Json));
    }

    public ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        lock (store.Gate)
            store.Commit([.. store.Buckets.Select(static bucket => new StorageChange.BucketDeleted(bucket.Name))]);
        return default;
    }

    public void Tidy() => files.Tidy(() =>
    {
        lock (store.Gate)
        {
            return store.Buckets.SelectMany(ContentsOf)
                .Select(static content => content.FileName).OfType<string>().ToHashSet();
        }
    });

    private static IEnumerable<StorageChange> ChangesTo(Bucket bucket) =>
    [
        new StorageChange.BucketCreated(bucket.Name, bucket.Constraint, bucket.Created),
        new StorageChange.LifecycleSet(bucket.Name, bucket.Lifecycle),
        .. bucket.Objects.Values.Select(stored => new StorageChange.ObjectPut(bucket.Name, stored)),
        .. bucket.Uploads.Values.Select(upload => new StorageChange.UploadStarted(bucket.Name, upload)),
    ];

    private static IEnumerable<Content> ContentsOf(Bucket bucket) =>
    [
        .. bucket.Objects.Values.Select(static stored => stored.Content),
        .. bucket.Uploads.Values.SelectMany(static upload => upload.Parts.Values).Select(static part => part.Content),
    ];
}
