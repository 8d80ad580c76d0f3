using CsCheck;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Sequence;
using static WebhookSystem.Orderer.Tests.Folding;

namespace WebhookSystem.Orderer.Tests.Laws;

/// <summary>What the stream brings of a key, cut into batches: in any order, and some of it more than once.</summary>
/// <remarks>Arrivals rise with the first time that an event comes, as they do where it is stored.</remarks>
internal sealed record Course(IReadOnlyList<Arrived[]> Batches)
{
    public static readonly SourceConfiguration FromOne = Rules with { Mode = OrderingMode.Sequence, Start = 1 };

    public static readonly SourceConfiguration ByTime = Rules with { Mode = OrderingMode.Timestamp };

    /// <summary>Each position once, up to a number.</summary>
    public static Gen<Course> Whole(int eventsMax = 24) =>
        from count in Gen.Int[1, eventsMax]
        from course in Of([.. Enumerable.Range(1, count)])
        select course;

    /// <summary>Some positions never come.</summary>
    public static Gen<Course> WithGaps { get; } =
        from numbers in Gen.Int[1, 30].HashSet[1, 20]
        from course in Of([.. numbers])
        select course;

    /// <summary>Several events at one position, of several ranks.</summary>
    public static Gen<Course> WithTies { get; } =
        from course in Whole()
        from ranks in Gen.Int[-1, 1].Array[24]
        select course.Each(arrived =>
        {
            var number = (int)arrived.Position!.Value;
            return new(arrived.Name, number / 3, ranks[number - 1]);
        });

    public IReadOnlyList<Arrived> Events => [.. Batches.SelectMany(batch => batch)];

    public IReadOnlySet<EventName> Names => Events.Select(arrived => arrived.Name).ToHashSet();

    public Course Each(Func<Arrived, Arrived> change) =>
        new([.. Batches.Select(batch => batch.Select(change).ToArray())]);

    /// <summary>The same, an event a batch.</summary>
    public Course OneByOne() => new([.. Events.Select(arrived => new[] { arrived })]);

    public KeyCursor Run(SourceConfiguration rules) =>
        Batches.Aggregate(new KeyCursor(), (cursor, batch) => Apply(cursor, rules, batch).Cursor);

    /// <summary>Whatever waits, waits no more.</summary>
    public static KeyCursor RunOut(KeyCursor cursor, SourceConfiguration rules)
    {
        while (cursor.Held.Length > 0)
            cursor = Wake(cursor, rules, cursor.Version).Cursor;
        return cursor;
    }

    private static Gen<Course> Of(int[] numbers) =>
        from again in Gen.OneOf(numbers).Array[0, numbers.Length]
        from order in Gen.Shuffle(numbers.Concat(again).ToArray())
        from cuts in Gen.Int[1, 5].Array[order.Length]
        select Cut(order, cuts);

    private static Course Cut(int[] order, int[] cuts)
    {
        var arrivals = order.Distinct().Select((number, at) => (number, at)).ToDictionary(
            one => one.number, one => one.at + 1L);
        var rest = order.Select(number => Event(number, arrivals[number])).ToArray();
        var batches = new List<Arrived[]>();
        for (var cut = 0; rest.Length > 0; cut++)
        {
            batches.Add(rest[..Math.Min(cuts[cut], rest.Length)]);
            rest = rest[batches[^1].Length..];
        }

        return new(batches);
    }
}
