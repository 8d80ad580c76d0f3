using CsCheck;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Sequence;
using static WebhookSystem.Orderer.Tests.Folding;

namespace WebhookSystem.Orderer.Tests.Laws;

/// <summary>Where events stand at last: in order, late, missing, put aside or given up, and nowhere twice.</summary>
public sealed class Places
{
    private const int Iterations = 1_000;

    [Fact]
    public void What_waited_together_leaves_by_position_rank_arrival_and_id() => Course.WithTies.Sample(
        course =>
        {
            var cursor = course.Run(Course.ByTime);

            Assert.Equal(
                course.Events.DistinctBy(arrived => arrived.Name)
                    .OrderBy(arrived => arrived.Position).ThenBy(arrived => arrived.Rank)
                    .ThenBy(arrived => arrived.Name.Arrival).Select(arrived => arrived.Name.Id),
                Released(Course.RunOut(cursor, Course.ByTime)));
        },
        iter: Iterations);

    [Fact]
    public void Whoever_shares_a_position_is_marked_tied_and_nobody_else() => Course.WithTies.Sample(
        course =>
        {
            var shared = course.Events.DistinctBy(arrived => arrived.Name).GroupBy(arrived => arrived.Position)
                .Where(group => group.Count() > 1).SelectMany(group => group).Select(arrived => arrived.Name.Id);

            Assert.Equal(
                shared.Order(),
                Course.RunOut(course.Run(Course.ByTime), Course.ByTime).Ring
                    .Where(entry => entry.Marks.HasFlag(ReleaseMarks.Tied)).Select(entry => entry.Id).Order());
        },
        iter: Iterations);

    [Fact]
    public void A_wake_up_ends_what_waits_since_its_version_and_nothing_that_came_later_at_a_higher_place() =>
        Gen.Select(Course.WithTies, Gen.Int[0, 30]).Sample(
            (course, version) =>
            {
                var cursor = course.Run(Course.ByTime);
                var due = cursor.Held.Where(held => held.Version <= version).ToList();

                var woken = Wake(cursor, Course.ByTime, version).Cursor;

                Assert.Equal(
                    cursor.Held.Where(held => due.Count == 0 || held.Position > due.Max(one => one.Position)),
                    woken.Held);
            },
            iter: Iterations);

    [Fact]
    public void Every_position_up_to_the_last_one_was_released_or_is_missing() =>
        Gen.Select(Course.WithGaps, Gen.Int[1, 4]).Sample(
            (course, every) =>
            {
                var cursor = new KeyCursor();
                foreach (var (at, batch) in course.Batches.Index())
                {
                    cursor = Apply(cursor, Course.FromOne, batch).Cursor;
                    if (at % every == 0)
                        cursor = Wake(cursor, Course.FromOne, cursor.Version).Cursor;
                }

                cursor = Course.RunOut(cursor, Course.FromOne);
                var missing = cursor.Missing.SelectMany(range => Enumerable.Range(
                    (int)range.First, (int)(range.Last - range.First) + 1));
                Assert.Equal(
                    Enumerable.Range(1, (int)(cursor.Frontier ?? 0)),
                    missing.Concat(cursor.Ring.Select(entry => int.Parse(entry.Id))).Order());
            },
            iter: Iterations);

    [Fact]
    public void No_more_is_held_than_may_be_and_nothing_is_lost_for_it() =>
        Gen.Select(Course.WithGaps, Gen.Int[1, 6]).Sample(
            (course, maxHeld) =>
            {
                var rules = Course.FromOne with { MaxHeld = maxHeld };
                var cursor = new KeyCursor();
                foreach (var batch in course.Batches)
                {
                    cursor = Apply(cursor, rules, batch).Cursor;
                    Assert.InRange(cursor.Held.Length, 0, maxHeld);
                }

                Assert.Equal(
                    course.Names.Select(name => name.Id).Order(),
                    Released(cursor).Concat(cursor.Held.Select(held => held.Id)).Order());
            },
            iter: Iterations);

    [Fact]
    public void What_is_put_aside_is_what_would_be_late_and_comes_when_it_is_wanted() =>
        Gen.Select(Course.WithGaps, Gen.Int[1, 4]).Sample(
            (course, every) =>
            {
                var rules = Course.FromOne with { Late = LatePolicy.Quarantine };
                var (cursor, aside) = (new KeyCursor(), new HashSet<EventName>());
                foreach (var (at, batch) in course.Batches.Index())
                {
                    var fold = Apply(cursor, rules, batch);
                    aside.UnionWith(fold.Quarantined);
                    cursor = at % every == 0
                        ? Wake(fold.Cursor, rules, fold.Cursor.Version).Cursor
                        : fold.Cursor;
                }

                cursor = Course.RunOut(cursor, rules);
                var inOrder = Released(cursor).Select(int.Parse).ToList();
                Assert.Equal(inOrder.Order(), inOrder);
                Assert.Empty(aside.Select(name => name.Id).Intersect(Released(cursor)));

                var wanted = course.Events.Where(arrived => aside.Contains(arrived.Name)).ToArray();
                var all = Fold.Apply(cursor, rules, new() { Events = [.. wanted], Wanted = aside }).Cursor;
                Assert.Equal(course.Names.Select(name => name.Id).Order(), Released(all).Order());
                Assert.Equal(
                    aside.Select(name => name.Id).Order(),
                    all.Ring.Where(entry => entry.Marks.HasFlag(ReleaseMarks.Late)).Select(entry => entry.Id).Order());
            },
            iter: Iterations);

    [Fact]
    public void The_dead_take_no_ordinal_and_hold_nobody_up() =>
        Gen.Select(Course.WithGaps, Gen.Int[1, 30].HashSet[0, 10]).Sample(
            (course, numbers) =>
            {
                var dead = course.Names.Where(name => numbers.Contains(int.Parse(name.Id))).ToHashSet();
                var cursor = course.Batches.Aggregate(new KeyCursor(), (before, batch) => Fold.Apply(
                    before, Course.FromOne, new() { Events = [.. batch], Dead = dead }).Cursor);

                cursor = Course.RunOut(cursor, Course.FromOne);

                Assert.Equal(
                    course.Names.Except(dead).Select(name => int.Parse(name.Id)).Order(),
                    Released(cursor).Select(int.Parse));
            },
            iter: Iterations);

    [Fact]
    public void A_reset_releases_what_is_held_and_happens_once() => Gen.Select(Course.WithGaps, Course.WithGaps).Sample(
        (before, after) =>
        {
            var cursor = before.Run(Course.FromOne);
            var reset = new KeyInput { Reset = cursor.Generation };

            var anew = Fold.Apply(cursor, Course.FromOne, reset).Cursor;

            Assert.Equal(
                before.Names.Select(name => int.Parse(name.Id)).Order(), Released(anew).Select(int.Parse).Order());
            Assert.Empty(anew.Held);
            Assert.Equal(cursor.Generation + 1, anew.Generation);
            Assert.Same(anew, Fold.Apply(anew, Course.FromOne, reset).Cursor);

            // What comes then stands in an order of its own, after all that was there.
            var later = after.Each(arrived => new(
                new($"later {arrived.Name.Id}", arrived.Name.Arrival + 1_000), arrived.Position, arrived.Rank));
            var end = Course.RunOut(
                later.Batches.Aggregate(anew, (now, batch) => Apply(now, Course.FromOne, batch).Cursor),
                Course.FromOne);
            Assert.Equal(
                after.Names.Select(name => int.Parse(name.Id)).Order().Select(number => $"later {number}"),
                Released(end).Skip(anew.Ring.Count));
        },
        iter: Iterations);

    [Fact]
    public void Where_a_sequence_begins_changes_nothing_however_far_it_is() =>
        Gen.Select(Course.WithGaps, Gen.Long, Gen.ULong).Sample(
            (course, high, low) =>
            {
                var far = (((Int128)high >> 2) << 64) + low;

                var moved = course.Each(arrived => new(arrived.Name, arrived.Position + far, arrived.Rank))
                    .Run(Course.FromOne with { Start = far + 1 });

                var cursor = course.Run(Course.FromOne);
                Assert.Equal(cursor.Ring, moved.Ring);
                Assert.Equal(
                    cursor.Held.Select(held => (held.Position, held.Id)),
                    moved.Held.Select(held => (held.Position - far, held.Id)));
            },
            iter: Iterations);

    [Fact]
    public void Starts_follow_each_other_and_an_earlier_one_is_late() =>
        Gen.Select(Course.Whole(), Gen.Int[1, 4].Array[24]).Sample(
            (course, epochs) =>
            {
                var counted = course.Each(arrived => new(
                    arrived.Name, arrived.Position, arrived.Rank, epochs[(int)arrived.Position!.Value - 1]));
                var cursor = Course.RunOut(counted.Run(Course.ByTime), Course.ByTime);

                var inOrder = cursor.Ring.Where(entry => !entry.Marks.HasFlag(ReleaseMarks.Late))
                    .Select(entry => (Epoch: epochs[int.Parse(entry.Id) - 1], Number: int.Parse(entry.Id))).ToList();
                Assert.Equal(inOrder.Order(), inOrder);
                Assert.Equal(course.Names.Select(name => name.Id).Order(), Released(cursor).Order());
            },
            iter: Iterations);
}
