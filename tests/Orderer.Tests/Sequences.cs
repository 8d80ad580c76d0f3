using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Orderer.Tests;

/// <summary>Numbered events, one key: small stories, each told through the fold alone.</summary>
public sealed class Sequences
{
    private static readonly OrderingRules FromOne = new() { Mode = OrderingMode.Sequence, Start = 1 };
    private static readonly HashSet<string> NothingLogged = [];

    [Fact]
    public void Events_come_out_by_number_whatever_order_they_come_in()
    {
        var cursor = Feed(new KeyCursor(), FromOne, 1, 3, 2, 5, 4);

        Assert.Equal(["1", "2", "3", "4", "5"], Released(cursor));
        Assert.Equal([1L, 2, 3, 4, 5], cursor.Ring.Select(entry => entry.Ordinal));
        Assert.Empty(cursor.Held);
    }

    [Fact]
    public void What_overtook_and_what_was_overtaken_is_marked_reordered()
    {
        var cursor = Feed(new KeyCursor(), FromOne, 1, 3, 2);

        Assert.Equal(
            [ReleaseMarks.None, ReleaseMarks.Reordered, ReleaseMarks.Reordered], cursor.Ring.Select(entry => entry.Marks));
    }

    [Fact]
    public void A_gap_is_given_up_when_its_time_runs_out_and_what_comes_late_is_marked()
    {
        var held = Feed(new KeyCursor(), FromOne, 1, 3, 4);
        Assert.Equal(["1"], Released(held));

        var woken = Fold.Wake(held, FromOne, held.Version).Cursor;
        Assert.Equal(["1", "3", "4"], Released(woken));
        Assert.Equal([new MissingRange(2, 2)], woken.Missing);
        Assert.True(woken.Ring[1].Marks.HasFlag(ReleaseMarks.FollowsGap));

        var late = Feed(woken, FromOne, 2);
        Assert.Equal(["1", "3", "4", "2"], Released(late));
        Assert.True(late.Ring[^1].Marks.HasFlag(ReleaseMarks.Late));
        Assert.Empty(late.Missing);
    }

    [Fact]
    public void A_wake_up_of_an_older_version_leaves_younger_events_held()
    {
        var older = Feed(new KeyCursor(), FromOne, 3);
        var younger = Feed(older, FromOne, 6);

        var woken = Fold.Wake(younger, FromOne, older.Version).Cursor;

        Assert.Equal(["3"], Released(woken));
        Assert.Equal("6", Assert.Single(woken.Held).Id);
    }

    [Fact]
    public void A_doubled_wake_up_changes_nothing()
    {
        var held = Feed(new KeyCursor(), FromOne, 2);
        var woken = Fold.Wake(held, FromOne, held.Version).Cursor;

        Assert.False(Fold.Wake(woken, FromOne, held.Version).Changed);
    }

    [Fact]
    public void A_redelivered_held_event_is_armed_again_without_a_commit()
    {
        var held = Feed(new KeyCursor(), FromOne, 2);

        var again = Fold.Apply(held, FromOne, [Event(2, 1)], NothingLogged);

        Assert.False(again.Changed);
        Assert.Equal(FromOne.GapTimeout, again.ArmFor);
    }

    [Fact]
    public void An_event_that_only_the_log_knows_is_not_released_again()
    {
        var cursor = new KeyCursor { Started = true, Frontier = 9, NextOrdinal = 10, LoggedArrival = 50 };
        Arrived again = new("4", 4, 0, 40);

        Assert.Equal(["4"], Fold.Doubtful(cursor, [again]));
        Assert.False(Fold.Apply(cursor, FromOne, [again], new HashSet<string> { "4" }).Changed);
    }

    [Fact]
    public void An_event_newer_than_the_log_needs_no_look_into_it()
    {
        var cursor = new KeyCursor { Started = true, Frontier = 9, NextOrdinal = 10, LoggedArrival = 50 };

        Assert.Empty(Fold.Doubtful(cursor, [new("4", 4, 0, 51)]));
    }

    [Fact]
    public void Two_events_under_one_number_follow_each_other_and_the_second_is_late()
    {
        var cursor = Fold.Apply(
            new KeyCursor(), FromOne, [new("b", 2, 0, 1), new("a", 2, 0, 2), new("c", 1, 0, 3)], NothingLogged).Cursor;

        Assert.Equal(["c", "b", "a"], Released(cursor));
        Assert.True(cursor.Ring[2].Marks.HasFlag(ReleaseMarks.Late | ReleaseMarks.Tied));
    }

    [Fact]
    public void First_seen_starts_at_the_lowest_of_the_window_and_later_gaps_still_wait()
    {
        var rules = new OrderingRules { Mode = OrderingMode.Sequence };
        var opened = Fold.Apply(new KeyCursor(), rules, [Event(7, 1), Event(5, 2), Event(6, 3), Event(9, 4)], NothingLogged);
        Assert.Empty(opened.Cursor.Ring);
        Assert.Equal(rules.StartWindow, opened.ArmFor);

        var begun = Fold.Wake(opened.Cursor, rules, opened.Cursor.Version);

        Assert.Equal(["5", "6", "7"], Released(begun.Cursor));
        Assert.Equal("9", Assert.Single(begun.Cursor.Held).Id);
        Assert.Equal(rules.GapTimeout, begun.ArmFor);
    }

    [Fact]
    public void Over_the_limit_of_held_events_the_lowest_goes_early_and_its_gap_is_recorded()
    {
        var cursor = Feed(new KeyCursor(), FromOne with { HeldMax = 2 }, 10, 12, 14);

        Assert.Equal(["10"], Released(cursor));
        Assert.Equal([new MissingRange(1, 9)], cursor.Missing);
        Assert.Equal(2, cursor.Held.Length);
    }

    [Fact]
    public void Positions_beyond_the_doubles_integers_keep_their_order()
    {
        var first = (Int128)1 << 100;
        var rules = FromOne with { Start = first };

        var cursor = Fold.Apply(
            new KeyCursor(), rules, [new("second", first + 1, 0, 1), new("first", first, 0, 2)], NothingLogged).Cursor;

        Assert.Equal(["first", "second"], Released(cursor));
    }

    [Fact]
    public void An_event_without_a_position_is_released_at_once_and_advances_nothing()
    {
        var cursor = Fold.Apply(new KeyCursor(), FromOne, [new("free", null, 0, 1), Event(1, 2)], NothingLogged).Cursor;

        Assert.Equal(["free", "1"], Released(cursor));
        Assert.Equal(1, cursor.Frontier);
    }

    internal static Arrived Event(int number, long arrival) => new(number.ToString(), number, 0, arrival);

    internal static IEnumerable<string> Released(KeyCursor cursor) => cursor.Ring.Select(entry => entry.Id);

    private static KeyCursor Feed(KeyCursor cursor, OrderingRules rules, params int[] numbers) =>
        numbers.Aggregate(cursor, (current, number) => Fold.Apply(
            current, rules, [Event(number, current.NewestArrival < 0 ? number : 100 + current.Version)],
            NothingLogged).Cursor);
}
