using System.Collections.Immutable;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>
/// The ordering decision: (cursor, what came for its key) → cursor. Pure: no clock, no client, no chance. What it
/// releases stands in the new cursor's ring above the old one's ordinals.
/// </summary>
/// <remarks>
/// <para>Whether an event was released before is decided by name, never by stream position: held first, then the ring,
/// then the log. Arrival stamps are fixed with the event, so one that is newer than every stamp in the log cannot be in
/// it, whatever the clocks said: only others need a look into the log (<see cref="Doubtful"/>).</para>
/// <para>The caller commits the result conditionally on the version, and only then quarantines, arms and sends.</para>
/// </remarks>
internal static class Fold
{
    /// <summary>Events whose membership in the log must be known before <see cref="Apply"/>.</summary>
    public static IReadOnlySet<EventName> Doubtful(KeyCursor cursor, ImmutableArray<Arrived> events)
    {
        HashSet<EventName>? doubtful = null;
        foreach (ref readonly var arrived in events.AsSpan())
        {
            if (arrived.Name.Arrival <= cursor.LoggedArrival && !IsKept(cursor, arrived.Name))
                (doubtful ??= []).Add(arrived.Name);
        }

        return doubtful ?? KeyInput.NoNames;
    }

    /// <summary>Takes what came for a key: a reset, then events in stream order, then the wake-ups.</summary>
    public static FoldResult Apply(KeyCursor cursor, SourceConfiguration rules, KeyInput input)
    {
        var draft = new Draft(cursor, rules);
        draft.Bury(input.Dead);
        if (input.Reset == cursor.Generation)
            draft.BeginAnew();
        foreach (ref readonly var arrived in input.Events.AsSpan())
        {
            // To look for a name is to read its id, which is far away: not where there is nothing to find.
            if (input.Dead.Count == 0 || !input.Dead.Contains(arrived.Name))
                draft.Take(arrived, input);
            else
                draft.SeeAgain();
        }

        if (input.WakeUps.Count > 0)
            draft.Elapse(input.WakeUps);
        if (input.Rearm)
            draft.OweWakeUp();
        return draft.Finish();
    }

    /// <summary>Whether the cursor itself knows the event.</summary>
    public static bool IsKept(KeyCursor cursor, EventName name)
    {
        foreach (var held in cursor.Held)
        {
            if (EventName.Of(held) == name)
                return true;
        }

        return cursor.Ring.Contains(name.Id, name.Arrival);
    }
}
