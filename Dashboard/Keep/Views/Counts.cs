using System.Text.Json.Serialization;

namespace WebhookSystem.Dashboard.Keep.Views;

/// <summary>How many of what, over all events kept.</summary>
public record Counts
{
    /// <summary>Events taken in, each counted once however often it was delivered.</summary>
    public long Accepted { get; init; }

    /// <summary>Accepted events that the Orderer has not decided on yet.</summary>
    public long InFlight { get; init; }

    /// <summary>Accepted events that wait for others before them.</summary>
    public long Held { get; init; }

    /// <summary>Accepted events that have left in their order, or have none.</summary>
    public long Released { get; init; }

    /// <summary>Accepted events that came too late and wait for an operator.</summary>
    public long Quarantined { get; init; }

    /// <summary>Deliveries of an event after its first.</summary>
    public long Duplicates { get; init; }

    /// <summary>Deliveries under a known event's id with another body.</summary>
    public long Conflicts { get; init; }

    /// <summary>Released events whose place had passed when they came.</summary>
    public long Late { get; init; }

    /// <summary>Released events that were put into another order than they arrived in.</summary>
    public long Reordered { get; init; }

    /// <summary>Requests refused at the door, by what the senders' metrics say.</summary>
    public long Rejected { get; init; }

    /// <summary>Events given up.</summary>
    public long Dead { get; init; }
}

/// <summary>The counts in total, and by source.</summary>
public sealed record AllCounts : Counts
{
    /// <summary>The same counts by the source's name.</summary>
    [JsonPropertyOrder(1)]
    public IReadOnlyDictionary<string, Counts> Sources { get; init; } = new Dictionary<string, Counts>();
}
