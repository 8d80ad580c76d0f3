using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Rows;

/// <summary>Lists are newest first, paged without a seam, and narrowed by what a person remembers.</summary>
public sealed class Lists
{
    [Fact]
    public void Pages_follow_each_other_without_gap_or_repetition()
    {
        using var model = Model.Of(
            Enumerable.Range(0, 25).Select(i => Items.Event($"e{i:00}", seconds: i / 2).ToItem()));

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = new EventsQuery { Limit = 4, Cursor = cursor }.Ask(model.Database);
            seen.AddRange(page.Events.Select(static row => row.Id));
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(25, seen.Distinct().Count());
        Assert.Equal("e24", seen[0]);
        Assert.Equal(25, seen.Count);
    }

    [Theory]
    [InlineData("ORDER-7")]
    [InlineData("Ünïque")]
    [InlineData("webhook-id: e7")]
    [InlineData("delivery-e7")]
    public void Text_is_found_in_keys_bodies_headers_and_ids(string text)
    {
        using var model = Model.Of(
            Items.Event("e1", key: "order-1").ToItem(),
            Items.Event("e7", key: "order-7", body: """{"note":"something ünïque 100%_"}""").ToItem());

        var found = model.Events(new() { Text = text });

        Assert.Equal("e7", Assert.Single(found).Id);
    }

    [Fact]
    public void A_type_is_whole_or_a_beginning()
    {
        using var model = Model.Of(
            Items.Event("e1").ToItem(), (Items.Event("e2") with { EventType = "order[1].x" }).ToItem());

        Assert.Equal("e1", Assert.Single(model.Events(new() { Type = "order.*" })).Id);
        Assert.Equal("e2", Assert.Single(model.Events(new() { Type = "order[1]*" })).Id);
        Assert.Empty(model.Events(new() { Type = "order" }));
    }

    [Fact]
    public void Place_by_arrival_counts_in_what_has_expired()
    {
        var later = Items.Event("e9", position: 9);

        using var model = Model.Of(
            later.ToItem(), Items.Cursor("order-1", 1, seconds: 1, ring: [Items.Released(later, 41)]));

        Assert.Equal((41L, 41L), (model.Event(later).Place.Arrived, model.Event(later).Place.Released));
    }
}
