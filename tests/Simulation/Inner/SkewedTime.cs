namespace WebhookSystem.Simulation.Inner;

/// <summary>The clock of a machine that is wrong.</summary>
internal sealed class SkewedTime(TimeProvider right, TimeSpan skew) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => right.GetUtcNow() + skew;
}
