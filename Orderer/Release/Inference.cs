using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Orderer.Release;

/// <summary>
/// Knows how far a key's releases are sent without a mark of it. A batch of the stream comes again until it is
/// acknowledged, and that is after all is sent: so a batch with nothing in it that came before proves that all before
/// it is sent. What wake-ups and commands release nobody brings again in that way, so for them the mark is written,
/// and their cursor says that it must be read.
/// </summary>
internal static class Inference
{
    /// <returns>The highest ordinal known to be in the queue.</returns>
    public static long SentBefore(SourceConfiguration rules, KeyWork work, KeyState state, FoldResult fold)
    {
        if (rules.Mark != SentMark.Inferred || state.Cursor.Inference is not { IsOwed: false })
            return state.Sent;

        // The cursor does not know what is put aside: it may have come before.
        return work.IsOfStream && !fold.IsSeenAgain && fold.Quarantined.Count == 0
            ? state.Cursor.NextOrdinal - 1
            : state.Sent;
    }

    /// <summary>
    /// A wake-up that finds nothing due sends nothing: what may not be sent, the stream brings again.
    /// </summary>
    public static bool IsLeftToStream(KeyWork work, KeyState state, FoldResult fold) => !fold.Changed
        && state.Cursor.Inference is { IsOwed: false } && work is { WakeUps.Count: > 0, Events.Count: 0, Rearm: false };

    /// <param name="isFirstTry">
    /// Whoever lost a race may have been frozen until its batch was another's, which is brought to nobody again.
    /// </param>
    /// <returns>What the cursor is to say; null where the mark is written.</returns>
    public static SentInference? Of(
        SourceConfiguration rules, KeyWork work, SentInference? before, long sent, bool isFirstTry)
    {
        if (rules.Mark != SentMark.Inferred)
            return null;
        var isForGood = before is { IsForGood: true } || work.Dead.Count > 0;
        return new(sent, isForGood || !(work.IsOfStream && isFirstTry), isForGood);
    }
}
