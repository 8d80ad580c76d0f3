using CsCheck;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Sequence;
using static WebhookSystem.Orderer.Tests.Folding;

namespace WebhookSystem.Orderer.Tests.Laws;

/// <summary>How the stream's records are cut, repeated and kept between them says nothing about their order.</summary>
public sealed class Batches
{
    private const int Iterations = 1_000;

    private static readonly Gen<SourceConfiguration> AnyRules =
        from mode in Gen.Enum<OrderingMode>()
        from start in Gen.Bool
        from maxHeld in Gen.OneOf(3, 1_000)
        select Rules with { Mode = mode, Start = start ? 1 : null, MaxHeld = maxHeld };

    [Fact]
    public void Where_batches_are_cut_changes_nothing() => Gen.Select(Course.WithGaps, AnyRules).Sample(
        (course, rules) =>
        {
            var (whole, single) = (course.Run(rules), course.OneByOne().Run(rules));

            Assert.Equal(single.Ring, whole.Ring);
            Assert.Equal(Ids(single), Ids(whole));
            Assert.Equal(single.Missing, whole.Missing);
            Assert.Equal(single.Frontier, whole.Frontier);
        },
        iter: Iterations);

    [Fact]
    public void What_came_before_changes_nothing_and_is_told() =>
        Gen.Select(Course.WithGaps, AnyRules, Gen.Int[0, 1_000]).Sample(
            (course, rules, which) =>
            {
                var cursor = course.Run(rules);

                var again = Apply(cursor, rules, course.Batches[which % course.Batches.Count]);

                Assert.False(again.Changed);
                Assert.True(again.IsSeenAgain);
                Assert.Same(cursor, again.Cursor);
            },
            iter: Iterations);

    [Fact]
    public void What_is_held_again_is_armed_again() => Course.WithGaps.Sample(
        course =>
        {
            var cursor = course.Run(Course.FromOne);
            var held = course.Events.Where(arrived => Ids(cursor).Contains(arrived.Name.Id)).ToArray();

            Assert.Equal(
                held.Length > 0 ? Course.FromOne.GapTimeout : null, Apply(cursor, Course.FromOne, held).ArmFor);
        },
        iter: Iterations);

    [Fact]
    public void Whatever_a_batch_puts_on_hold_is_armed() => Gen.Select(Course.WithGaps, AnyRules).Sample(
        (course, rules) =>
        {
            var cursor = new KeyCursor();
            foreach (var batch in course.Batches)
            {
                var fold = Apply(cursor, rules, batch);
                if (fold.Cursor.Held.Any(held => held.Version > cursor.Version))
                    Assert.NotNull(fold.ArmFor);
                cursor = fold.Cursor;
            }
        },
        iter: Iterations);

    [Fact]
    public void A_cursor_goes_on_from_its_text_as_from_itself() => Gen.Select(Course.WithGaps, AnyRules).Sample(
        (course, rules) => Assert.Equal(
            course.Run(rules).ToJson(),
            course.Batches.Aggregate(new KeyCursor(), (cursor, batch) =>
                Apply(KeyCursor.Parse(cursor.ToJson()), rules, batch).Cursor).ToJson()),
        iter: Iterations);

    [Fact]
    public void With_what_left_for_the_log_each_is_released_once_and_the_ring_stays_small() =>
        Course.Whole(eventsMax: 150).Sample(
            course =>
            {
                var log = new List<ReleasedEntry>();
                var cursor = new KeyCursor();
                foreach (var batch in course.Batches)
                {
                    var logged = log.Select(entry => EventName.Of(entry)).ToHashSet();
                    logged.IntersectWith(Fold.Doubtful(cursor, [.. batch]));
                    var fold = Fold.Apply(cursor, Course.FromOne, new() { Events = [.. batch], Logged = logged });
                    (cursor, var chunks) = Eviction.Apply(fold.Cursor, fold.Cursor.NextOrdinal - 1);
                    log.AddRange(chunks.SelectMany(chunk => chunk.Entries));
                    Assert.InRange(
                        cursor.Ring.Count, 0, Topology.Limits.RingEntriesMax + Topology.Limits.LogChunkEntries);
                }

                var released = log.Concat(cursor.Ring).ToList();
                Assert.Equal(
                    Enumerable.Range(1, course.Names.Count).Select(number => (number.ToString(), (long)number)),
                    released.Select(entry => (entry.Id, entry.Ordinal)));
            },
            iter: 200);

    [Fact]
    public void Whoever_evicts_and_when_writes_the_same_chunks() =>
        Gen.Select(Course.Whole(eventsMax: 150), Gen.Int[0, 150]).Sample(
            (course, sent) =>
            {
                var cursor = course.Run(Rules with { Mode = OrderingMode.Arrival });
                var last = cursor.NextOrdinal - 1;

                var (rest, first) = Eviction.Apply(cursor, Math.Min(sent, last));
                var (end, second) = Eviction.Apply(rest, last);
                var (atOnce, all) = Eviction.Apply(cursor, last);

                Assert.Equal(all.Select(Text), first.Concat(second).Select(Text));
                Assert.Equal(atOnce.ToJson(), end.ToJson());
            },
            iter: 200);

    private static string[] Ids(KeyCursor cursor) => [.. cursor.Held.Select(held => held.Id)];

    private static string Text(LogChunk chunk) =>
        $"{chunk.Number} {chunk.EarlierArrival} {string.Join(' ', chunk.Entries)}";
}
