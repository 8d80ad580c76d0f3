namespace WebhookSystem.Dashboard.Keep.Views;

/// <summary>What the charts count. The numbers are the read model's.</summary>
public enum TrafficKind
{
    Accepted = 0,
    Released = 1,
    Duplicate = 2,
    Rejected = 3,
}

/// <summary>What happened over a time, in equal steps.</summary>
/// <param name="StepSeconds">Seconds that a point stands for.</param>
/// <param name="Until">When this was asked: the last step goes on.</param>
/// <param name="Points">Oldest first, one for each step.</param>
public sealed record Traffic(int StepSeconds, DateTimeOffset Until, IReadOnlyList<TrafficPoint> Points)
{
    public static Traffic None { get; } = new(StepSeconds: 1, DateTimeOffset.UnixEpoch, []);

    /// <summary>How much of a step has passed; null of one that has not come half way, and tells no rate yet.</summary>
    public double? MinutesOf(TrafficPoint point) =>
        Math.Min(StepSeconds, (Until - point.At).TotalSeconds) is var seconds && seconds < StepSeconds / 2.0
            ? null
            : seconds / 60;
}

/// <summary>One step of time.</summary>
/// <param name="At">When it began.</param>
/// <param name="P50">
/// Milliseconds from the request to the release that half of this step's releases took; absent where there was none.
/// </param>
/// <param name="Waiting">Events in flight or held; absent where the dashboard was not looking.</param>
/// <param name="OldestSeconds">How long the first of them had waited.</param>
public sealed record TrafficPoint(
    DateTimeOffset At, long Accepted, long Released, long Duplicates, long Rejected,
    double? P50, double? P95, double? P99, long? Waiting, double? OldestSeconds);
