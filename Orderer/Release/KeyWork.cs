using WebhookSystem.Contracts.Items;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Orderer.Release;

/// <summary>All that an invocation brought for one key.</summary>
internal sealed record KeyWork(KeyName Key)
{
    /// <summary>In stream order.</summary>
    public IReadOnlyList<StoredEvent> Events { get; init; } = [];

    /// <summary>The versions that wake-ups named.</summary>
    public IReadOnlyList<long> WakeUps { get; init; } = [];

    /// <summary>Events that an operator wants sent, however late they are.</summary>
    public IReadOnlySet<EventName> Wanted { get; init; } = KeyInput.NoNames;

    /// <summary>Events to be given up.</summary>
    public IReadOnlySet<EventName> Dead { get; init; } = KeyInput.NoNames;

    /// <summary>The generation that an operator ends.</summary>
    public long? Reset { get; init; }

    /// <summary>Whatever is held gets a wake-up, in case its own was lost.</summary>
    public bool Rearm { get; init; }

    /// <summary>A batch of the stream, which comes again until all that it released is sent.</summary>
    public bool IsOfStream => Events.Count > 0 && WakeUps.Count == 0 && Wanted.Count == 0 && Dead.Count == 0
        && Reset is null && !Rearm;

    /// <summary>An event without an ordering key waits for nothing and needs no cursor.</summary>
    public bool HasOrder => Events.Count == 0 || Events.Any(stored => stored.Key is not null);
}
