using System.Collections.Immutable;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>
/// The ordering decision: (cursor, events of a batch) → cursor, and (cursor, wake-up) → cursor. Pure: no clock, no
/// client, no chance. What it releases stands in the new cursor's ring above the old one's ordinals.
/// </summary>
/// <remarks>
/// <para>Whether an event was released before is decided by name, never by stream position: held first, then the ring,
/// then the log. Arrival stamps are fixed with the event, so one that is newer than every stamp in the log cannot be in
/// it, whatever the clocks said: only others need a look into the log (<see cref="Doubtful"/>).</para>
/// <para>The caller commits the result conditionally on the version, and only then arms a wake-up and sends.</para>
/// </remarks>
internal static class Fold
{
    /// <summary>Ids whose membership in the log must be known before <see cref="Apply"/>.</summary>
    public static IEnumerable<string> Doubtful(KeyCursor cursor, IEnumerable<Arrived> events) =>
        events.Where(arrived => arrived.Arrival <= cursor.LoggedArrival && !IsKept(cursor, arrived.Id))
            .Select(arrived => arrived.Id);

    /// <summary>Takes a batch in stream order.</summary>
    /// <param name="logged">Those of <see cref="Doubtful"/> that the log holds.</param>
    public static FoldResult Apply(
        KeyCursor cursor, OrderingRules rules, IEnumerable<Arrived> events, IReadOnlySet<string> logged)
    {
        var draft = new Draft(cursor, rules);
        foreach (var arrived in events)
            draft.Take(arrived, logged);
        return draft.Finish();
    }

    /// <summary>The time of everything held at or below <paramref name="version"/> has run out.</summary>
    public static FoldResult Wake(KeyCursor cursor, OrderingRules rules, long version)
    {
        var draft = new Draft(cursor, rules);
        draft.Elapse(version);
        return draft.Finish();
    }

    /// <summary>Whether the cursor itself knows the event.</summary>
    public static bool IsKept(KeyCursor cursor, string id) =>
        cursor.Held.Any(held => held.Id == id) || cursor.Ring.Any(released => released.Id == id);
}

/// <summary>What a fold came to.</summary>
/// <param name="Changed">False: nothing to commit; what is unsent is sent and what is held is armed all the same.</param>
/// <param name="ArmFor">The wake-up to send after the commit, for the cursor's version; null where nothing is held.</param>
internal sealed record FoldResult(KeyCursor Cursor, bool Changed, TimeSpan? ArmFor);
