using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Rows;

/// <summary>An event's state is what the event and its key's cursor say together.</summary>
public sealed class States
{
    [Fact]
    public void An_event_that_no_cursor_names_is_in_flight()
    {
        var stored = Items.Event("e1");

        using var model = Model.Of(stored.ToItem());

        Assert.Equal(EventState.InFlight, model.Event(stored).State);
        Assert.Equal((1, 1), (model.Database.Counts().Accepted, model.Database.Counts().InFlight));
    }

    [Fact]
    public void An_event_that_is_in_flight_for_long_is_overdue_until_somebody_decides_on_it()
    {
        var stored = Items.Event("e1");
        using var model = Model.Of(stored.ToItem());
        var stands = Micros.ToInstant(stored.Arrival) + OverdueQuery.InFlightMax;

        Assert.Equal(0, model.Database.Overdue(stands));
        Assert.Equal(1, model.Database.Overdue(stands.AddSeconds(1)));

        model.Take(Items.Change(Items.Cursor("order-1", 1, seconds: 2, ring: [Items.Released(stored, 1)])));
        Assert.Equal(0, model.Database.Overdue(stands.AddSeconds(1)));
    }

    [Fact]
    public void A_held_event_waits_since_the_first_cursor_that_names_it()
    {
        var stored = Items.Event("e2", position: 2);

        using var model = Model.Of(
            stored.ToItem(),
            Items.Cursor("order-1", 1, seconds: 1, held: [Items.Held(stored, 1)]),
            Items.Cursor("order-1", 2, seconds: 3, held: [Items.Held(stored, 1)]));

        var detail = model.Event(stored);
        Assert.Equal(EventState.Held, detail.State);
        Assert.Equal(Items.Start.AddSeconds(1), detail.HeldAt);
        Assert.Equal(stored.EventId, Assert.Single(model.Database.Key(Items.Source, "order-1")!.Held).Id);
    }

    [Fact]
    public void A_released_event_has_its_ordinal_its_marks_and_how_long_it_was_held()
    {
        var stored = Items.Event("e2", position: 2);

        using var model = Model.Of(
            stored.ToItem(),
            Items.Cursor("order-1", 1, seconds: 1, held: [Items.Held(stored, 1)]),
            Items.Cursor("order-1", 2, seconds: 2.5, ring: [Items.Released(stored, 2, ReleaseMarks.Reordered)]));

        var detail = model.Event(stored);
        Assert.Equal((EventState.Released, 2L, true), (detail.State, detail.Ordinal, detail.Reordered));
        Assert.Equal(1.5, detail.Place.HeldFor);
        Assert.Equal(1, model.Database.Counts().Reordered);
    }

    [Fact]
    public void An_event_without_an_ordering_key_is_released_as_it_comes()
    {
        var stored = Items.Event("e1", key: null);

        using var model = Model.Of(stored.ToItem());

        Assert.Equal(EventState.Released, model.Event(stored).State);
        Assert.Equal(model.Event(stored).StoredAt, model.Event(stored).ReleasedAt);
    }

    [Fact]
    public void Duplicates_are_counted_with_their_times()
    {
        var stored = Items.Event("e1");

        using var model = Model.Of(stored.ToItem(), Items.Duplicates(stored, 1), Items.Duplicates(stored, 3));

        var detail = model.Event(stored);
        Assert.Equal((3, 3), (detail.Duplicates, model.Database.Counts().Duplicates));
        Assert.Equal(stored.ReceivedAt.AddSeconds(3), detail.LastDuplicateAt);
    }

    [Fact]
    public void A_conflict_stands_beside_the_event_it_contradicts()
    {
        var stored = Items.Event("e#1");

        using var model = Model.Of(stored.ToItem(), Items.Conflict(stored, "[]"), Items.Conflict(stored, "[]"));

        Assert.Equal(2, Assert.Single(model.Event(stored).Contradictions).Size);
        Assert.Equal(1, model.Database.Counts().Conflicts);
        Assert.Single(model.Events(new() { State = EventFilter.Conflict }));
    }

    [Fact]
    public void An_event_that_never_was_stored_is_seen_when_it_is_given_up()
    {
        var stored = Items.Event("e1");

        using var model = Model.Of(Items.Dead(stored));

        Assert.Equal(EventState.Dead, Assert.Single(model.Events()).State);
        Assert.Equal("It cannot be rendered.", model.Event(stored).Death?.Reason);
    }

    [Fact]
    public void A_dead_event_that_is_set_going_again_is_dead_no_longer()
    {
        var stored = Items.Event("e1");
        using var model = Model.Of(stored.ToItem(), Items.Dead(stored));

        model.Take(Items.Change(Items.Dead(stored)) with { Image = null });

        Assert.Equal(EventState.InFlight, model.Event(stored).State);
        Assert.Equal(0, model.Database.Counts().Dead);
    }

    [Fact]
    public void A_quarantined_event_waits_for_an_operator_until_it_is_released()
    {
        var stored = Items.Event("e1");
        using var model = Model.Of(stored.ToItem(), Items.Quarantined(stored));
        Assert.Equal(EventState.Quarantined, model.Event(stored).State);
        Assert.Equal(1, model.Database.Counts().Quarantined);

        model.Take(Items.Change(Items.Quarantined(stored)) with { Image = null });

        Assert.Equal(EventState.InFlight, model.Event(stored).State);
        Assert.Equal(0, model.Database.Counts().Quarantined);
    }

    [Fact]
    public void What_operators_did_is_kept_newest_first_and_beside_its_key()
    {
        using var model = Model.Of(
            Items.Done("c1", "Redrive", key: null, seconds: 1),
            Items.Done("c2", "Release", key: "order-1", seconds: 2));

        Assert.Equal(["c2", "c1"], model.Database.Commands().Commands.Select(static command => command.Id));
        Assert.Equal("c2", Assert.Single(model.Database.Commands(Items.Source, "order-1").Commands).Id);
    }

    [Fact]
    public void Releases_that_only_the_log_remembers_have_their_ordinal_without_a_time()
    {
        var stored = Items.Event("e1");
        var chunk = new LogChunk(0, 0, [Items.Released(stored, 1)]).ToItem(Items.Source, "order-1", Items.Start);

        using var model = Model.Of(stored.ToItem(), chunk);

        Assert.Equal((EventState.Released, 1L), (model.Event(stored).State, model.Event(stored).Ordinal));
        Assert.Null(model.Event(stored).ReleasedAt);
    }

    [Fact]
    public void Missing_positions_and_the_sent_mark_are_the_keys()
    {
        var stored = Items.Event("e9", position: 9);
        var mark = new Item($"{Items.Source}#order-1", "sent");
        mark.SetWhole(Attributes.Ordinal, 4);

        using var model = Model.Of(
            stored.ToItem(), mark,
            Items.Cursor("order-1", 3, seconds: 1, ring: [Items.Released(stored, 4)], missing: [new(5, 8)]));

        var key = model.Database.Key(Items.Source, "order-1")!;
        Assert.Equal(new Gap("5", "8"), Assert.Single(key.Gaps));
        Assert.Equal((4L, 5L), (key.Cursor?.Sent, key.Cursor?.NextOrdinal));
    }

    [Theory]
    [InlineData(false, 4L)]
    [InlineData(true, null)]
    public void Where_no_mark_is_written_what_is_released_counts_as_sent_unless_it_is_owed(bool isOwed, long? sent)
    {
        var stored = Items.Event("e9", position: 9);
        var cursor = Items.Cursor("order-1", 3, seconds: 1, ring: [Items.Released(stored, 4)]);
        var inferred = CursorItem.Read(cursor) with { Inference = new(2, isOwed) };

        using var model = Model.Of(stored.ToItem(), CursorItem.Of(
            Items.Source, "order-1", inferred, cursor.Instant(Attributes.CommittedAt)));

        Assert.Equal(sent, model.Database.Key(Items.Source, "order-1")!.Cursor?.Sent);
    }

    [Fact]
    public void What_arrived_last_of_a_key_stands_in_the_order_in_which_it_came()
    {
        var stored = Enumerable.Range(0, 4)
            .Select(number => Items.Event($"e{number}", position: 9 - number, seconds: number));
        var cursor = Items.Cursor("order-1", 0, seconds: 1, missing: [new(1, 3)]);
        using var model = Model.Of([.. stored.Select(static one => one.ToItem()), cursor]);

        var known = Assert.Single(model.Database.Arrivals([(Items.Source, "order-1")], events: 3));

        Assert.Equal(["e1", "e2", "e3"], known.Arrivals.Select(static row => row.Id));
        Assert.Equal(new Gap("1", "3"), Assert.Single(known.Gaps));
    }

    [Fact]
    public void A_removed_event_is_gone_from_the_counts()
    {
        var stored = Items.Event("e1");
        using var model = Model.Of(stored.ToItem());

        model.Take(new TableChange($"{Items.Source}#order-1", "event#e1", Image: null));

        Assert.Empty(model.Events());
        Assert.Equal(0, model.Database.Counts().Accepted);
    }
}
