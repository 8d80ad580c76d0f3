using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>
/// The ordering decision: (cursor, events of a batch, wake-up) → cursor. Pure: no clock, no client, no chance. What it
/// releases stands in the new cursor's ring above the old one's ordinals.
/// </summary>
/// <remarks>
/// <para>Whether an event was released before is decided by name, never by stream position: held first, then the ring,
/// then the log. Arrival stamps are fixed with the event, so one that is newer than every stamp in the log cannot be in
/// it, whatever the clocks said: only others need a look into the log (<see cref="Doubtful"/>).</para>
/// <para>The caller commits the result conditionally on the version, and only then arms a wake-up and sends.</para>
/// </remarks>
internal static class Fold
{
    /// <summary>Events whose membership in the log must be known before <see cref="Apply"/>.</summary>
    public static IEnumerable<EventName> Doubtful(KeyCursor cursor, IEnumerable<Arrived> events) =>
        events.Select(arrived => arrived.Name)
            .Where(name => name.Arrival <= cursor.LoggedArrival && !IsKept(cursor, name));

    /// <summary>Takes what came for a key: events in stream order, then the wake-up.</summary>
    public static FoldResult Apply(KeyCursor cursor, SourceConfiguration rules, KeyInput input)
    {
        var draft = new Draft(cursor, rules);
        draft.Bury(input.Dead);
        foreach (var arrived in input.Events)
        {
            if (!input.Dead.Contains(arrived.Name))
                draft.Take(arrived, input.Logged);
        }

        if (input.WakeUps.Count > 0)
            draft.Elapse(input.WakeUps);
        return draft.Finish();
    }

    /// <summary>Whether the cursor itself knows the event.</summary>
    public static bool IsKept(KeyCursor cursor, EventName name) =>
        cursor.Held.Any(held => EventName.Of(held) == name)
        || cursor.Ring.Any(released => EventName.Of(released) == name);
}

/// <summary>What a fold works on beside the cursor.</summary>
internal sealed record KeyInput
{
    public static IReadOnlySet<EventName> NoNames { get; } = new HashSet<EventName>();

    public IReadOnlyList<Arrived> Events { get; init; } = [];

    /// <summary>Those of <see cref="Fold.Doubtful"/> that the log holds.</summary>
    public IReadOnlySet<EventName> Logged { get; init; } = NoNames;

    /// <summary>Events that can never be sent: they take no ordinal, and held ones leave.</summary>
    public IReadOnlySet<EventName> Dead { get; init; } = NoNames;

    /// <summary>
    /// Versions that wake-ups named: the time of everything held at or below the highest has run out.
    /// </summary>
    public IReadOnlyList<long> WakeUps { get; init; } = [];
}

/// <summary>What a fold came to.</summary>
/// <param name="Changed">False: nothing to commit; what is unsent is sent and what is held is armed all the
/// same.</param>
/// <param name="ArmFor">The wake-up to send after the commit, for the cursor's version; null where none is
/// owed.</param>
internal sealed record FoldResult(KeyCursor Cursor, bool Changed, TimeSpan? ArmFor);
