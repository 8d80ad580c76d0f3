using System.Text.Json;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Keep.Ask;

/// <summary>One key: its cursor and its last events.</summary>
internal static class KeyQuery
{
    /// <summary>As many as a person can compare by eye.</summary>
    private const int EventsMax = 60;

    private const int HeldMax = 200;

    private const int KeysWithGapsMax = 50;

    private const string OfKey = "FROM event WHERE source = $source AND key = $key";

    extension(Database database)
    {
        /// <summary>The key; null where the read model knows nothing of it.</summary>
        public KeyDetail? Key(string source, string key) => database.Read(reader => Ask(reader, source, key));

        /// <summary>What arrived last of some keys, so many events of each.</summary>
        public IReadOnlyList<KeyArrivals> Arrivals(IEnumerable<(string Source, string Key)> keys, int events) =>
            database.Read(reader => keys.Select(key => ArrivalsOf(reader, key.Source, key.Key, events)).ToList());

        /// <summary>The keys that have missing positions, the last written first.</summary>
        public IReadOnlyList<KeyGaps> KeysWithGaps() => database.Read(static reader => reader.List(
            $"SELECT * FROM cursor WHERE missing <> '[]' ORDER BY committed_at DESC LIMIT {KeysWithGapsMax}",
            static row => new KeyGaps(row.Text("source"), row.Text("key"), GapsOf(row.TextOrNull("missing")))));
    }

    private static KeyDetail? Ask(Reader reader, string source, string key)
    {
        (string, object?)[] values = [("$source", source), ("$key", key)];
        var events = reader.Number($"SELECT COUNT(*) {OfKey} AND at IS NOT NULL", values);
        var cursor = reader.First(
            "SELECT * FROM cursor WHERE source = $source AND key = $key AND version >= 0",
            static row => (new CursorRow(
                row.Whole("version"), row.WholeOrNull("next_ordinal"), row.TextOrNull("frontier"),
                row.WholeOrNull("sent"), row.InstantOrNull("committed_at"), row.WholeOrNull("generation") ?? 0),
                row.TextOrNull("missing")).ToTuple(),
            values);
        if (events == 0 && cursor is null)
            return null;

        return new()
        {
            Source = source,
            Key = key,
            Events = events,
            Cursor = cursor?.Item1,
            Gaps = GapsOf(cursor?.Item2),
            Held = reader.List(
                $"""
                SELECT {Rows.OfList} {OfKey} AND state = {(int)EventState.Held}
                ORDER BY length(position), position, arrival LIMIT {HeldMax}
                """,
                Rows.ToRow, values),
            Arrivals = Last(reader, "at", EventsMax, values),
            Released = Last(reader, "ordinal", EventsMax, values),
        };
    }

    private static KeyArrivals ArrivalsOf(Reader reader, string source, string key, int events)
    {
        (string, object?)[] values = [("$source", source), ("$key", key)];
        var gaps = reader.First(
            "SELECT missing FROM cursor WHERE source = $source AND key = $key AND version >= 0",
            static row => GapsOf(row.TextOrNull("missing")), values);
        return new(source, key, Last(reader, "at", events, values), gaps ?? []);
    }

    private static IReadOnlyList<EventRow> Last(
        Reader reader, string column, int count, ReadOnlySpan<(string Name, object? Value)> values) =>
        [.. reader.List(
            $"SELECT {Rows.OfList} {OfKey} AND {column} IS NOT NULL ORDER BY {column} DESC, id DESC LIMIT {count}",
            Rows.ToRow, values).Reverse()];

    private static Gap[] GapsOf(string? missing) => missing is null
        ? []
        : JsonSerializer.Deserialize(missing, ReadModelJson.Default.GapArray) ?? [];
}
