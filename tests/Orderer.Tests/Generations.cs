using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Sequence;
using static WebhookSystem.Orderer.Tests.Folding;

namespace WebhookSystem.Orderer.Tests;

/// <summary>Providers that begin anew, and what else changes under a key: told through the fold alone.</summary>
public sealed class Generations
{
    private static readonly SourceConfiguration FromOne = Rules with { Mode = OrderingMode.Sequence, Start = 1 };

    [Fact]
    public void A_later_epoch_releases_what_is_held_and_starts_its_own_numbers()
    {
        var cursor = Apply(
            new(), FromOne, InEpoch("a1", 1, 1), InEpoch("a3", 3, 1), InEpoch("b1", 1, 2), InEpoch("b2", 2, 2)).Cursor;

        Assert.Equal(["a1", "a3", "b1", "b2"], Released(cursor));
        Assert.Equal([new MissingRange(2, 2, Generation: 0)], cursor.Missing);
        Assert.Equal(1, cursor.Generation);
    }

    [Fact]
    public void A_straggler_of_an_earlier_epoch_is_late_and_fills_no_gap_of_the_later()
    {
        var later = Apply(new(), FromOne, InEpoch("a1", 1, 1), InEpoch("b1", 1, 2)).Cursor;
        var gap = Wake(Apply(later, FromOne, InEpoch("b3", 3, 2)).Cursor, FromOne, 2).Cursor;

        var cursor = Apply(gap, FromOne, InEpoch("a2", 2, 1)).Cursor;

        Assert.Equal(["a1", "b1", "b3", "a2"], Released(cursor));
        Assert.True(cursor.Ring[^1].Marks.HasFlag(ReleaseMarks.Late));
        Assert.Equal([new MissingRange(2, 2, Generation: 1)], cursor.Missing);
    }

    [Fact]
    public void A_changed_mode_begins_anew_and_loses_nothing()
    {
        var held = Feed(new KeyCursor(), FromOne, 1, 5);

        var cursor = Apply(
            held, Rules with { Mode = OrderingMode.Timestamp }, Event("t", 1_700_000_000, arrival: 9)).Cursor;

        Assert.Equal(["1", "5"], Released(cursor));
        Assert.Equal("t", Assert.Single(cursor.Held).Id);
    }

    [Fact]
    public void Equal_instants_go_by_rank_and_are_marked_tied()
    {
        var rules = Rules with { Mode = OrderingMode.Timestamp };
        var held = Apply(
            new(), rules, Event("updated", 7, arrival: 1), Event("created", 7, arrival: 2, rank: -1)).Cursor;

        var cursor = Wake(held, rules, held.Version).Cursor;

        Assert.Equal(["created", "updated"], Released(cursor));
        Assert.All(cursor.Ring, entry => Assert.True(entry.Marks.HasFlag(ReleaseMarks.Tied)));
    }

    [Fact]
    public void Long_names_are_released_early_before_the_cursor_outgrows_its_item()
    {
        var name = new string('n', Contracts.Topology.Limits.NameCharactersMax - 4);
        var events = Enumerable.Range(2, 900).Select(number => Event($"{name}{number}", 2 * number, number)).ToArray();

        var cursor = Apply(new(), FromOne, events).Cursor;

        Assert.NotEmpty(cursor.Ring);
        Assert.InRange(
            cursor.Held.Sum(held => held.Id.Length), 100_000, Contracts.Topology.Limits.HeldBytesMax);
    }

    private static Arrived InEpoch(string id, int position, int epoch) =>
        new(new(id, (epoch * 100) + position), position, rank: 0, epoch);
}
