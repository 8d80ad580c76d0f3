using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Orderer.Tests;

/// <summary>Short words for what the tests of the fold do over and over.</summary>
internal static class Folding
{
    public static readonly SourceConfiguration Rules = new() { Name = "test", Provider = "test" };

    public static Arrived Event(int number, long arrival) => new(new(number.ToString(), arrival), number, 0);

    public static Arrived Event(string id, Int128? position, long arrival, int rank = 0) =>
        new(new(id, arrival), position, rank);

    public static IEnumerable<string> Released(KeyCursor cursor) => cursor.Ring.Select(entry => entry.Id);

    public static FoldResult Apply(KeyCursor cursor, SourceConfiguration rules, params Arrived[] events) =>
        Fold.Apply(cursor, rules, new() { Events = [.. events] });

    public static FoldResult Wake(KeyCursor cursor, SourceConfiguration rules, params long[] versions) =>
        Fold.Apply(cursor, rules, new() { WakeUps = versions });

    /// <summary>One event a batch; each is stored later than the one before.</summary>
    public static KeyCursor Feed(KeyCursor cursor, SourceConfiguration rules, params int[] numbers) =>
        numbers.Aggregate(cursor, (current, number) =>
            Apply(current, rules, Event(number, current.Version + 1)).Cursor);
}
