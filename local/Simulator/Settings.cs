using WebhookSystem.Simulator.Providers;

namespace WebhookSystem.Simulator;

/// <summary>What a run is to be.</summary>
internal sealed record Settings
{
    /// <summary>Requests a second while somebody watches, and while somebody waits.</summary>
    public const double EndlessRate = 2;
    public const double CountedRate = 20;

    public required IReadOnlyList<IProvider> Providers { get; init; }

    /// <summary>Different events; null: until stopped.</summary>
    public int? Count { get; init; }

    /// <summary>Of the events, the share that is sent a second time.</summary>
    public double Duplicate { get; init; }

    /// <summary>Of the events, the share that later ones of the same key overtake.</summary>
    public double Reorder { get; init; }

    /// <summary>Forged requests, as a share of the events; they come on top of them.</summary>
    public double Forged { get; init; }

    /// <summary>
    /// Requests whose body was altered after it was signed, as a share of the events; on top of them.
    /// </summary>
    public double Tamper { get; init; }

    /// <summary>Requests over the receiver's limit, as a share of the events; they come on top of them.</summary>
    public double Oversized { get; init; }

    /// <summary>Of the events, the share with a body of some hundred kilobytes.</summary>
    public double Large { get; init; }

    public double? Rate { get; init; }

    public int Keys { get; init; } = 20;

    public int Seed { get; init; } = 1;

    /// <summary>Stands in every key and id, so that each run's keys are new.</summary>
    public required string Run { get; init; }

    public double RequestsPerSecond => Rate ?? (Count is null ? EndlessRate : CountedRate);
}

/// <summary>Where and how the requests are sent.</summary>
/// <param name="Retry">Whether a failed request is sent again, as providers do.</param>
/// <param name="Connections">Requests under way at once.</param>
internal sealed record Destination(Uri Address, bool Retry, int Connections)
{
    /// <summary>Each event waits up to so long before it is sent.</summary>
    public TimeSpan DelayMax { get; init; }

    /// <summary>How far the senders' clocks are ahead.</summary>
    public TimeSpan Skew { get; init; }
}
