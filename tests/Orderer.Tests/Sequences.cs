using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Sequence;
using static WebhookSystem.Orderer.Tests.Folding;

namespace WebhookSystem.Orderer.Tests;

/// <summary>Numbered events, one key: small stories, each told through the fold alone.</summary>
public sealed class Sequences
{
    private static readonly SourceConfiguration FromOne = Rules with { Mode = OrderingMode.Sequence, Start = 1 };

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
            [ReleaseMarks.None, ReleaseMarks.Reordered, ReleaseMarks.Reordered],
            cursor.Ring.Select(entry => entry.Marks));
    }

    [Fact]
    public void A_gap_is_given_up_when_its_time_runs_out_and_what_comes_late_is_marked()
    {
        var held = Feed(new KeyCursor(), FromOne, 1, 3, 4);
        Assert.Equal(["1"], Released(held));

        var woken = Wake(held, FromOne, held.Version).Cursor;
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

        var woken = Wake(younger, FromOne, older.Version).Cursor;

        Assert.Equal(["3"], Released(woken));
        Assert.Equal("6", Assert.Single(woken.Held).Id);
    }

    [Fact]
    public void A_doubled_wake_up_changes_nothing()
    {
        var held = Feed(new KeyCursor(), FromOne, 2);
        var woken = Wake(held, FromOne, held.Version).Cursor;

        Assert.False(Wake(woken, FromOne, held.Version).Changed);
    }

    [Fact]
    public void A_redelivered_held_event_is_armed_again_without_a_commit()
    {
        var held = Feed(new KeyCursor(), FromOne, 2);

        var again = Apply(held, FromOne, Event(2, 1));

        Assert.False(again.Changed);
        Assert.Equal(FromOne.GapTimeout, again.ArmFor);
    }

    [Fact]
    public void An_id_that_its_provider_repeats_after_the_retention_is_a_new_event()
    {
        var cursor = Feed(new KeyCursor(), FromOne, 1);

        var again = Apply(cursor, FromOne, Event(1, 1_000)).Cursor;

        Assert.Equal(["1", "1"], Released(again));
        Assert.True(again.Ring[^1].Marks.HasFlag(ReleaseMarks.Late));
    }

    [Fact]
    public void The_wake_up_that_opened_a_sequence_is_answered_again_when_it_comes_again()
    {
        var rules = Rules with { Mode = OrderingMode.Sequence };
        var opened = Apply(new KeyCursor(), rules, Event(5, 1), Event(9, 2));
        var begun = Wake(opened.Cursor, rules, opened.Cursor.Version);

        var again = Wake(begun.Cursor, rules, opened.Cursor.Version);

        Assert.False(again.Changed);
        Assert.Equal(rules.GapTimeout, again.ArmFor);
    }

    [Fact]
    public void It_is_answered_again_among_later_ones_too()
    {
        var rules = Rules with { Mode = OrderingMode.Sequence };
        var first = Apply(new KeyCursor(), rules, Event(5, 1)).Cursor;
        var second = Apply(first, rules, Event(9, 2)).Cursor;
        var begun = Wake(second, rules, first.Version);

        Assert.Equal(rules.GapTimeout, Wake(begun.Cursor, rules, first.Version, second.Version).ArmFor);
    }

    [Fact]
    public void What_is_held_no_longer_is_not_armed_again()
    {
        var held = Feed(new KeyCursor(), FromOne, 2);

        Assert.Null(Apply(held, FromOne, Event(1, 9)).ArmFor);
    }

    [Fact]
    public void A_dead_event_leaves_the_held_and_takes_no_ordinal()
    {
        var held = Feed(new KeyCursor(), FromOne, 2, 3);
        var dead = new HashSet<EventName> { EventName.Of(held.Held[0]) };

        var woken = Fold.Apply(held, FromOne, new() { Dead = dead, WakeUps = [held.Version] }).Cursor;

        Assert.Equal(["3"], Released(woken));
        Assert.Equal(1, woken.Ring[0].Ordinal);
        Assert.Equal([new MissingRange(1, 2)], woken.Missing);
    }

    [Fact]
    public void An_event_that_only_the_log_knows_is_not_released_again()
    {
        var cursor = new KeyCursor { Started = true, Frontier = 9, NextOrdinal = 10, LoggedArrival = 50 };
        var again = Event(4, 40);

        Assert.Equal([again.Name], Fold.Doubtful(cursor, [again]));
        Assert.False(Fold.Apply(
            cursor, FromOne, new() { Events = [again], Logged = new HashSet<EventName> { again.Name } }).Changed);
    }

    [Fact]
    public void An_event_newer_than_the_log_needs_no_look_into_it()
    {
        var cursor = new KeyCursor { Started = true, Frontier = 9, NextOrdinal = 10, LoggedArrival = 50 };

        Assert.Empty(Fold.Doubtful(cursor, [Event(4, 51)]));
    }

    [Fact]
    public void Two_events_under_one_number_follow_each_other_and_the_second_is_late()
    {
        var cursor = Apply(new KeyCursor(), FromOne, Event("b", 2, 1), Event("a", 2, 2), Event("c", 1, 3)).Cursor;

        Assert.Equal(["c", "b", "a"], Released(cursor));
        Assert.True(cursor.Ring[2].Marks.HasFlag(ReleaseMarks.Late | ReleaseMarks.Tied));
    }

    [Fact]
    public void First_seen_starts_at_the_lowest_of_the_window_and_later_gaps_still_wait()
    {
        var rules = Rules with { Mode = OrderingMode.Sequence };
        var opened = Apply(new KeyCursor(), rules, Event(7, 1), Event(5, 2), Event(6, 3), Event(9, 4));
        Assert.Empty(opened.Cursor.Ring);
        Assert.Equal(rules.StartWindow, opened.ArmFor);

        var begun = Wake(opened.Cursor, rules, opened.Cursor.Version);

        Assert.Equal(["5", "6", "7"], Released(begun.Cursor));
        Assert.Equal("9", Assert.Single(begun.Cursor.Held).Id);
        Assert.Equal(rules.GapTimeout, begun.ArmFor);
    }

    [Fact]
    public void Over_the_limit_of_held_events_the_lowest_goes_early_and_its_gap_is_recorded()
    {
        var cursor = Feed(new KeyCursor(), FromOne with { MaxHeld = 2 }, 10, 12, 14);

        Assert.Equal(["10"], Released(cursor));
        Assert.Equal([new MissingRange(1, 9)], cursor.Missing);
        Assert.Equal(2, cursor.Held.Length);
    }

    [Fact]
    public void Positions_beyond_the_doubles_integers_keep_their_order()
    {
        var first = (Int128)1 << 100;
        var rules = FromOne with { Start = first };

        var cursor = Apply(new KeyCursor(), rules, Event("second", first + 1, 1), Event("first", first, 2)).Cursor;

        Assert.Equal(["first", "second"], Released(cursor));
    }

    [Fact]
    public void An_event_without_a_position_is_released_at_once_and_advances_nothing()
    {
        var cursor = Apply(new KeyCursor(), FromOne, Event("free", null, 1), Event(1, 2)).Cursor;

        Assert.Equal(["free", "1"], Released(cursor));
        Assert.Equal(1, cursor.Frontier);
    }
}
