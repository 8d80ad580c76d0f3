using System.Collections.Immutable;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>What a fold works on beside the cursor.</summary>
internal sealed record KeyInput
{
    public static IReadOnlySet<EventName> NoNames { get; } = ImmutableHashSet<EventName>.Empty;

    public ImmutableArray<Arrived> Events { get; init; } = [];

    /// <summary>Those of <see cref="Fold.Doubtful"/> that the log holds.</summary>
    public IReadOnlySet<EventName> Logged { get; init; } = NoNames;

    /// <summary>Events that can never be sent: they take no ordinal, and held ones leave.</summary>
    public IReadOnlySet<EventName> Dead { get; init; } = NoNames;

    /// <summary>Events that an operator wants sent, however late they are.</summary>
    public IReadOnlySet<EventName> Wanted { get; init; } = NoNames;

    /// <summary>
    /// Versions that wake-ups named: the time of everything held at or below the highest has run out.
    /// </summary>
    public IReadOnlyList<long> WakeUps { get; init; } = [];

    /// <summary>The generation to end; a cursor beyond it was reset before.</summary>
    public long? Reset { get; init; }

    /// <summary>Whatever is held gets a wake-up, in case its own was lost.</summary>
    public bool Rearm { get; init; }
}

/// <summary>What a fold came to.</summary>
/// <param name="Changed">False: nothing to commit; what is unsent is sent and what is held is armed all the
/// same.</param>
/// <param name="ArmFor">The wake-up to send after the commit, for the cursor's version; null where none is
/// owed.</param>
/// <param name="Quarantined">Late events that the source wants put aside: they have no ordinal, and the cursor does not
/// know them.</param>
internal readonly record struct FoldResult(
    KeyCursor Cursor, bool Changed, TimeSpan? ArmFor, IReadOnlyCollection<EventName> Quarantined)
{
    /// <summary>Something came that had come before: whoever had it may not have sent what it released.</summary>
    public bool IsSeenAgain { get; init; }
}
