using WebhookSystem.LocalAws.S3.Storage;

namespace WebhookSystem.LocalAws.S3.Buckets;

/// <summary>Deletes what has expired, every minute; AWS does so about once a day.</summary>
internal sealed class LifecycleSweeper(ObjectStore store, TimeProvider time) : BackgroundService
{
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            lock (store.Gate)
                store.Commit([.. store.Buckets.SelectMany(ExpiredOf)]);
        }
    }

    private IEnumerable<StorageChange> ExpiredOf(Bucket bucket)
    {
        if (bucket.Lifecycle is not { } lifecycle)
            return [];
        var now = time.GetUtcNow();
        return
        [
            .. from stored in bucket.Objects.Values
               where lifecycle.FirstExpiry(stored) is { } expiry && expiry.At <= now
               select new StorageChange.ObjectDeleted(bucket.Name, stored.Key),
            .. from upload in bucket.Uploads.Values
               where lifecycle.Rules.Any(rule => rule.IsAborted(upload, now))
               select new StorageChange.UploadEnded(bucket.Name, upload.Id),
        ];
    }
}
