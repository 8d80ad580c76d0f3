namespace WebhookSystem.Ingress.Receive.Rates;

/// <summary>Admits a steady rate, and some at once, without a lock: one number says when it is full again.</summary>
internal sealed class TokenBucket(TimeSpan perToken, int capacity, TimeProvider time)
{
    private readonly long _perToken = Math.Max(1, (long)(perToken.TotalSeconds * time.TimestampFrequency));
    private long _fullAt = time.GetTimestamp();

    /// <summary>Takes a token; false where there is none before <paramref name="retryAfter"/>.</summary>
    public bool TryTake(out TimeSpan retryAfter)
    {
        while (true)
        {
            var now = time.GetTimestamp();
            var fullAt = Volatile.Read(ref _fullAt);
            var next = Math.Max(fullAt, now) + _perToken;
            var wait = next - now - (_perToken * capacity);
            retryAfter = TimeSpan.FromSeconds(Math.Max(0, (double)wait / time.TimestampFrequency));
            if (wait > 0)
                return false;
            if (Interlocked.CompareExchange(ref _fullAt, next, fullAt) == fullAt)
                return true;
        }
    }
}
