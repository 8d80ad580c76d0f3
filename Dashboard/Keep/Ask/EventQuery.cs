using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Keep.Ask;

/// <summary>One event with its place among those of its key.</summary>
internal static class EventQuery
{
    private const string OfKey = "FROM event WHERE source = $source AND key = $key";

    extension(Database database)
    {
        /// <summary>The event; null where the read model has none of that name.</summary>
        public EventDetail? Event(EventName name) => database.Read(reader => Ask(reader, name));
    }

    private static EventDetail? Ask(Reader reader, EventName name)
    {
        (string, object?)[] values = [("$source", name.Source), ("$key", name.Key), ("$id", name.Id)];
        var row = reader.First(
            $"SELECT {Rows.OfList} {OfKey} AND id = $id AND at IS NOT NULL", Rows.ToRow, values);
        if (row is null)
            return null;

        var place = PlaceOf(reader, row);
        var contradictions = reader.List(
            "SELECT * FROM conflict WHERE source = $source AND key = $key AND id = $id ORDER BY received_at",
            static conflict => new Conflict(
                conflict.Text("digest"), Micros.ToInstant(conflict.Whole("received_at")), conflict.Whole("size"),
                conflict.Text("delivery_id")),
            values);
        var sent = reader.Number("SELECT MAX(sent) FROM cursor WHERE source = $source AND key = $key", values);
        return reader.First($"SELECT * {OfKey} AND id = $id",
            all => Rows.ToDetail(all, place) with { Contradictions = contradictions, Sent = sent }, values);
    }

    private static Place PlaceOf(Reader reader, EventRow row)
    {
        (string, object?)[] values = [("$source", row.Source), ("$key", row.Key), ("$id", row.Id)];
        var events = reader.Number($"SELECT COUNT(*) {OfKey} AND at IS NOT NULL", values);
        var before = reader.Number(
            $"SELECT COUNT(*) {OfKey} AND (at, id) < (SELECT at, id {OfKey} AND id = $id)", values);

        // What has expired arrived before all that is kept, and was released before it.
        var expired = reader.Number($"SELECT COALESCE(MIN(ordinal), 1) - 1 {OfKey}", values);
        double? held = row is { HeldAt: { } from, ReleasedAt: { } to } && to > from ? (to - from).TotalSeconds : null;
        return new(expired + before + 1, row.Ordinal, held, events);
    }
}
