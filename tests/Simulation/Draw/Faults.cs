namespace WebhookSystem.Simulation.Draw;

/// <summary>How likely each fault is at each occasion, and which promise of the outside is broken.</summary>
internal sealed record Faults
{
    /// <summary>A call fails, before or after it took effect.</summary>
    public double CallFails { get; init; }

    /// <summary>A call takes long: much else happens before it takes effect.</summary>
    public double Stall { get; init; }

    public double Crash { get; init; }

    public double Freeze { get; init; }

    public double Rewind { get; init; }

    public double WakeUpAgain { get; init; }

    /// <summary>An operator does something.</summary>
    public double Operate { get; init; }

    /// <summary>The stream loses a record.</summary>
    public double Trim { get; init; }

    public Sabotage Sabotage { get; init; }

    /// <summary>The same without some of them.</summary>
    public Faults Without(FaultKinds spared)
    {
        return this with
        {
            CallFails = Spare(CallFails, FaultKinds.CallFails), Crash = Spare(Crash, FaultKinds.Crash),
            Freeze = Spare(Freeze, FaultKinds.Freeze), Rewind = Spare(Rewind, FaultKinds.Rewind),
            WakeUpAgain = Spare(WakeUpAgain, FaultKinds.WakeUpAgain), Operate = Spare(Operate, FaultKinds.Operate),
            Trim = Spare(Trim, FaultKinds.Trim), Stall = Spare(Stall, FaultKinds.Stall),
        };

        double Spare(double rate, FaultKinds kind) => spared.HasFlag(kind) ? 0 : rate;
    }

    /// <summary>
    /// Some faults often, some seldom, some not at all: where all are at work at once, they hide each other.
    /// </summary>
    public static Faults Draw(Random random)
    {
        return new()
        {
            CallFails = Rate(), Crash = Rate(), Freeze = Rate(), Rewind = Rate(), WakeUpAgain = Rate(),
            Operate = Rate() / 2, Trim = Rate(), Stall = 2 * Rate(),
        };

        double Rate() => random.Next(4) switch
        {
            0 => 0.03,
            1 => 0.005,
            _ => 0,
        };
    }
}

/// <summary>What a schedule may be spared, to be easier to understand.</summary>
[Flags]
internal enum FaultKinds
{
    None = 0,
    CallFails = 1,
    Crash = 2,
    Freeze = 4,
    Rewind = 8,
    WakeUpAgain = 16,
    Operate = 32,
    Trim = 64,
    Stall = 128,
}

/// <summary>Rules without which the guarantees cannot hold: the simulation must notice.</summary>
internal enum Sabotage
{
    None,

    /// <summary>The cursor is written whatever its version.</summary>
    CommitUnconditionally,

    /// <summary>The queue takes the same deduplication id twice.</summary>
    NoDeduplication,

    /// <summary>One in ten wake-ups is lost.</summary>
    LoseWakeUps,

    /// <summary>The mark is raised beyond what was sent.</summary>
    MarkTooHigh,

    /// <summary>The release log forgets.</summary>
    ForgetLog,

    /// <summary>An event's item is written whether there is one or not.</summary>
    PutUnconditionally,
}
