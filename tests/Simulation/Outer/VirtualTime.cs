namespace WebhookSystem.Simulation.Outer;

/// <summary>
/// A clock that moves when the schedule says so, and a microsecond whenever somebody looks: no two look alike.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    public static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; private set; } = Start;

    public override DateTimeOffset GetUtcNow() => Now += TimeSpan.FromMicroseconds(1);

    /// <summary>Nobody is timed out: what is called answers in the end, or fails by itself.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Never();

    public void AdvanceTo(DateTimeOffset instant) => Now = instant > Now ? instant : Now;

    private sealed class Never : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // It holds nothing.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
