using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Contracts;
using WebhookSystem.Dashboard.Keep;
using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Rows;

/// <summary>The read model is bounded: by time, and by number.</summary>
public sealed class Expiring
{
    [Fact]
    public void Rows_go_when_their_events_expire()
    {
        var time = new FakeTimeProvider(Items.Start + Topology.Table.Retention + TimeSpan.FromSeconds(5));
        using var model = Model.Of(
            Items.Event("old").ToItem(), Items.Conflict(Items.Event("old"), "[]"),
            Items.Event("new", seconds: 60).ToItem());

        using var expiry = new Expiry(model.Database, new(time), Options.Create(new DashboardOptions()), time);
        expiry.Sweep();

        Assert.Equal("new", Assert.Single(model.Events()).Id);
        Assert.Equal((1, 0), (model.Database.Counts().Accepted, model.Database.Counts().Conflicts));
    }

    [Fact]
    public void The_oldest_go_when_there_are_too_many()
    {
        var time = new FakeTimeProvider(Items.Start);
        using var model = Model.Of(Enumerable.Range(0, 130).Select(i => Items.Event($"e{i:000}", seconds: i).ToItem()));

        using var expiry = new Expiry(
            model.Database, new(time), Options.Create(new DashboardOptions { EventsMax = 100 }), time);
        expiry.Sweep();

        Assert.Equal(100, model.Database.Counts().Accepted);
        Assert.Equal("e030", model.Events(new() { Limit = 500 })[^1].Id);
    }
}
