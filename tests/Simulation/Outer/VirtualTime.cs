namespace WebhookSystem.Simulation.Outer;

/// <summary>
/// A clock that moves when the schedule says so, and a microsecond whenever somebody looks: no two look alike.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; private set; } = Start;

    public override DateTimeOffset GetUtcNow() => Now += TimeSpan.FromMicroseconds(1);

    public void AdvanceTo(DateTimeOffset instant) => Now = instant > Now ? instant : Now;
}
