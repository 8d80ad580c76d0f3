using System.Text.Json;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Keep.Apply;

/// <summary>What a key's cursor says of its events: who waits, who was released, and with which marks.</summary>
/// <remarks>
/// An event's times are those of the earliest version of the cursor that names it: versions may come in any order.
/// </remarks>
internal static class CursorRows
{
    private const string Release = """
        INSERT INTO event (source, key, id, ordinal, marks, released_at, expires_at)
        VALUES ($source, $key, $id, $ordinal, $marks, $at, $expires_at)
        ON CONFLICT (source, key, id) DO UPDATE SET ordinal = $ordinal, marks = $marks,
            released_at = MIN(COALESCE(released_at, $at), COALESCE($at, released_at))
        WHERE ordinal IS NOT $ordinal OR marks <> $marks OR released_at IS NULL OR released_at > $at
        """;

    private const string Hold = """
        INSERT INTO event (source, key, id, position, held_at, expires_at)
        VALUES ($source, $key, $id, $position, $at, $expires_at)
        ON CONFLICT (source, key, id) DO UPDATE SET held_at = MIN(COALESCE(held_at, $at), $at),
            position = COALESCE(position, $position)
        WHERE held_at IS NULL OR held_at > $at
        """;

    private const string Advance = """
        INSERT INTO cursor (source, key, version, next_ordinal, generation, frontier, missing, committed_at)
        VALUES ($source, $key, $version, $next, $generation, $frontier, $missing, $at)
        ON CONFLICT (source, key) DO UPDATE SET version = $version, next_ordinal = $next, generation = $generation,
            frontier = $frontier, missing = $missing, committed_at = $at
        WHERE version < $version
        """;

    /// <summary>Null for a version that is older than what is known, or of another generation.</summary>
    private const string Known = """
        SELECT next_ordinal FROM cursor
        WHERE source = $source AND key = $key AND version < $version AND generation = $generation
        """;

    public static void Apply(Writer writer, string source, string key, Item item)
    {
        var cursor = CursorItem.Read(item);

        // What an earlier version released it has already told, and this one's times would be later.
        var known = (long?)writer.Ask(
            Known, ("$source", source), ("$key", key), ("$version", cursor.Version),
            ("$generation", cursor.Generation));
        var committed = item.Instant(Attributes.CommittedAt);
        var missing = JsonSerializer.Serialize([.. cursor.Missing.Select(Gap.Of)], ReadModelJson.Default.GapArray);
        writer.Execute(
            Advance, ("$source", source), ("$key", key), ("$version", cursor.Version), ("$next", cursor.NextOrdinal),
            ("$generation", cursor.Generation),
            ("$frontier", cursor.Frontier is { } frontier ? Micros.Digits(frontier) : null), ("$missing", missing),
            ("$at", Micros.Of(committed)));

        // Where no mark is written what is released counts as sent: the stream brings it again until it is.
        if (cursor.Inference is { IsOwed: false })
            ApplyMark(writer, source, key, cursor.NextOrdinal - 1);

        var expires = (committed + Topology.Table.Retention).ToUnixTimeSeconds();
        foreach (var held in cursor.Held)
        {
            writer.Execute(
                Hold, ("$source", source), ("$key", key), ("$id", held.Id), ("$position", Micros.Digits(held.Position)),
                ("$at", Micros.Of(committed)), ("$expires_at", expires));
        }

        var released = cursor.Ring.Where(entry => !(entry.Ordinal < known));
        Released(writer, source, key, released, Micros.Of(committed), expires);
    }

    /// <summary>Releases that left their cursor. When they were made, only a cursor knows.</summary>
    public static void ApplyLog(Writer writer, string source, string key, Item chunk) => Released(
        writer, source, key, LogChunk.Read(chunk).Entries, committed: null, chunk.Whole(Topology.Table.TimeToLive));

    public static void ApplyMark(Writer writer, string source, string key, long ordinal) => writer.Execute(
        """
        INSERT INTO cursor (source, key, sent) VALUES ($source, $key, $sent)
        ON CONFLICT (source, key) DO UPDATE SET sent = $sent WHERE sent IS NULL OR sent < $sent
        """,
        ("$source", source), ("$key", key), ("$sent", ordinal));

    private static void Released(
        Writer writer, string source, string key, IEnumerable<ReleasedEntry> entries, long? committed, long expires)
    {
        foreach (var entry in entries)
        {
            writer.Execute(
                Release, ("$source", source), ("$key", key), ("$id", entry.Id), ("$ordinal", entry.Ordinal),
                ("$marks", (int)entry.Marks), ("$at", committed), ("$expires_at", expires));
        }
    }
}
