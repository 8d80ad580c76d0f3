using System.Collections.Concurrent;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Ingress.Receive.Rates;

/// <summary>
/// Each source's rate. Only verified requests count: else anybody could use up a sender's rate with forged ones.
/// </summary>
internal sealed class SourceRates(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TokenBucket> _buckets = new(StringComparer.Ordinal);

    public bool TryTake(SourceConfiguration source, out TimeSpan retryAfter)
    {
        retryAfter = TimeSpan.Zero;
        if (source.Rate is not { } rate)
            return true;
        var bucket = _buckets.GetOrAdd(
            source.Name, static (_, made) => new(TimeSpan.FromSeconds(1) / made.rate, made.capacity, made.time),
            (rate, capacity: rate + (source.Burst ?? 0), time));
        return bucket.TryTake(out retryAfter);
    }
}
