using Microsoft.Extensions.Options;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Tests.Scene;

/// <summary>A read model of its own, and what it makes of items.</summary>
internal sealed class Model : IDisposable
{
    public Database Database { get; } = new(Options.Create(new DashboardOptions()));

    public static Model Of(params IEnumerable<Item> items)
    {
        var model = new Model();
        model.Take([.. items.Select(Items.Change)]);
        return model;
    }

    public void Take(params IReadOnlyList<TableChange> changes) => Database.Write(writer =>
    {
        foreach (var change in changes)
            Applier.Apply(writer, change);
    });

    public EventDetail Event(StoredEvent stored) =>
        Database.Event(new(stored.Source, stored.CollectionKey, stored.EventId))
        ?? throw new InvalidOperationException($"The read model has no event '{stored.EventId}'.");

    public IReadOnlyList<EventRow> Events(EventsQuery? query = null) => (query ?? new()).Ask(Database).Events;

    public void Dispose() => Database.Dispose();
}
