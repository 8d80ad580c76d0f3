namespace WebhookSystem.Infrastructure.Watch;

/// <summary>From when on somebody is called, each with its reason.</summary>
internal static class AlarmLimits
{
    /// <summary>Nothing comes to a dead-letter queue by itself; one message is somebody's lost event.</summary>
    public const int DeadMessages = 1;

    /// <summary>The normal wait is milliseconds; this is five visibility timeouts: a retry calls nobody.</summary>
    public static readonly TimeSpan OldestMessage = TimeSpan.FromMinutes(5);

    /// <summary>A wake-up may be delayed by SQS's longest, 15 minutes, and is old by then.</summary>
    public static readonly TimeSpan OldestWakeUp = TimeSpan.FromMinutes(20);

    /// <summary>Consumers may rest for a while; the queue keeps 14 days.</summary>
    public static readonly TimeSpan OldestOrdered = TimeSpan.FromHours(1);

    /// <summary>Usually under a second; the stream forgets after a day, so there is time to act.</summary>
    public static readonly TimeSpan IteratorAge = TimeSpan.FromMinutes(1);

    /// <summary>Share of invocations, in percent. A single failed batch comes again and calls nobody.</summary>
    public const double FailedPercent = 1;

    /// <summary>Requests answered 5xx in five minutes: each is one that its provider must send again.</summary>
    public const int ServerErrors = 5;

    /// <summary>Share, in percent, of what came in within an hour that neither went through nor still waits.</summary>
    public const double ImbalancePercent = 2;
}
