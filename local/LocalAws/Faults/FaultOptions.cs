namespace WebhookSystem.LocalAws.Faults;

/// <summary>How often what goes wrong on AWS goes wrong here. Each is a probability, and 0 unless it is set.</summary>
internal sealed class FaultOptions
{
    public const string Section = "Faults";

    /// <summary>The same seed gives the same faults to the same calls in the same order.</summary>
    public int Seed { get; set; }

    /// <summary>A call is refused because there are too many, before it does anything.</summary>
    public double Throttle { get; set; }

    /// <summary>
    /// A call is answered with a 5xx: one half of them before, one half after they have done their work.
    /// </summary>
    public double Error { get; set; }

    /// <summary>A call takes up to <see cref="DelayMax"/> longer.</summary>
    public double Delay { get; set; }

    public TimeSpan DelayMax { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>A standard queue hands a message out, and keeps it visible.</summary>
    public double Duplicate { get; set; }

    /// <summary>A standard queue puts its first message behind all others.</summary>
    public double Reorder { get; set; }

    /// <summary>The operations that calls are chosen from, e.g. <c>PutItem,SendMessage</c>; all where empty.</summary>
    public string Operations { get; set; } = "";
}
