using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Dashboard.Keep.Storage;

namespace WebhookSystem.Dashboard.Keep.Apply;

/// <summary>The exceptions that have items of their own: duplicates, conflicts, the quarantined and the dead.</summary>
internal static class ExceptionRows
{
    private const string Count = """
        INSERT INTO event (source, key, id, duplicates, duplicate_first, duplicate_last, expires_at)
        VALUES ($source, $key, $id, $count, $first, $last, $expires_at)
        ON CONFLICT (source, key, id) DO UPDATE
        SET duplicates = $count, duplicate_first = $first, duplicate_last = $last
        WHERE duplicates < $count
        """;

    private const string Die = """
        INSERT INTO event (source, key, id, type, dead_room, dead_reason, dead_at, search, expires_at)
        VALUES ($source, $key, $id, $type, $room, $reason, $at, $search, $expires_at)
        ON CONFLICT (source, key, id) DO UPDATE SET dead_room = $room, dead_reason = $reason, dead_at = $at,
            type = COALESCE(type, $type), search = COALESCE(search, $search)
        """;

    private const string AddConflict = """
        INSERT INTO conflict (source, key, id, digest, received_at, size, delivery_id, expires_at)
        VALUES ($source, $key, $id, $digest, $received_at, $size, $delivery_id, $expires_at)
        ON CONFLICT DO NOTHING
        """;

    private const string CountConflict = """
        INSERT INTO event (source, key, id, conflicts, expires_at) VALUES ($source, $key, $id, 1, $expires_at)
        ON CONFLICT (source, key, id) DO UPDATE SET conflicts = conflicts + 1
        """;

    private const string Quarantine = """
        UPDATE event SET quarantined_at = $at, quarantine_reason = $reason
        WHERE source = $source AND key = $key AND id = $id
        """;

    private const string QuarantineOrTell = """
        INSERT INTO event (source, key, id, quarantined_at, quarantine_reason, expires_at)
        VALUES ($source, $key, $id, $at, $reason, $expires_at)
        ON CONFLICT (source, key, id) DO UPDATE SET quarantined_at = $at, quarantine_reason = $reason
        """;

    public static void ApplyDuplicates(Writer writer, EventName name, DuplicateCount count, long expires) =>
        writer.Execute(
            Count, ("$source", name.Source), ("$key", name.Key), ("$id", name.Id), ("$count", count.Count),
            ("$first", Micros.Of(count.FirstAt)), ("$last", Micros.Of(count.LastAt)), ("$expires_at", expires));

    /// <param name="rest">The event's id and the digest of the body that contradicts it.</param>
    public static void ApplyConflict(Writer writer, string source, string key, string rest, Item? image)
    {
        var mark = rest.LastIndexOf('#');
        if (mark <= 0)
            return;
        var (id, digest) = (rest[..mark], rest[(mark + 1)..]);
        if (image is null)
        {
            RemoveConflict(writer, new(source, key, id), digest);
            return;
        }

        var stored = StoredEvent.Read(image);
        var expires = stored.ExpiresAt.ToUnixTimeSeconds();
        var added = writer.Execute(
            AddConflict, ("$source", source), ("$key", key), ("$id", id), ("$digest", digest),
            ("$received_at", Micros.Of(stored.ReceivedAt)), ("$size", stored.Size), ("$delivery_id", stored.DeliveryId),
            ("$expires_at", expires));
        if (added > 0)
            writer.Execute(CountConflict, ("$source", source), ("$key", key), ("$id", id), ("$expires_at", expires));
    }

    /// <summary>
    /// An event that was given up; without its item it is no longer dead: an operator has set it going again.
    /// </summary>
    public static void ApplyDead(Writer writer, EventName name, Item? image)
    {
        if (image is null)
        {
            writer.Execute(
                """
                UPDATE event SET dead_room = NULL, dead_reason = NULL, dead_at = NULL
                WHERE source = $source AND key = $key AND id = $id
                """,
                ("$source", name.Source), ("$key", name.Key), ("$id", name.Id));
            return;
        }

        var dead = DeadEvent.Read(image);
        writer.Execute(
            Die, ("$source", name.Source), ("$key", name.Key), ("$id", name.Id), ("$type", dead.EventType),
            ("$room", dead.Room), ("$reason", dead.Reason), ("$at", Micros.Of(dead.At)),
            ("$search", $"{name.Id}\n{dead.EventType}\n{name.Key}\n{dead.Reason}".ToLowerInvariant()),
            ("$expires_at", image.Whole(Topology.Table.TimeToLive)));
    }

    /// <summary>An event that came late and waits for an operator; without its item it waits no longer.</summary>
    public static void ApplyQuarantine(Writer writer, EventName name, Item? image)
    {
        var kept = image is null ? null : QuarantinedEvent.Read(image);
        (string, object?)[] values =
        [
            ("$source", name.Source), ("$key", name.Key), ("$id", name.Id), ("$reason", kept?.Reason),
            ("$at", kept is null ? null : Micros.Of(kept.At)),
        ];
        if (image is null)
            writer.Execute(Quarantine, values);
        else
            writer.Execute(QuarantineOrTell, [.. values, ("$expires_at", image.Whole(Topology.Table.TimeToLive))]);
    }

    private static void RemoveConflict(Writer writer, EventName name, string digest)
    {
        var removed = writer.Execute(
            "DELETE FROM conflict WHERE source = $source AND key = $key AND id = $id AND digest = $digest",
            ("$source", name.Source), ("$key", name.Key), ("$id", name.Id), ("$digest", digest));
        if (removed > 0)
        {
            writer.Execute(
                "UPDATE event SET conflicts = MAX(0, conflicts - 1) WHERE source = $source AND key = $key AND id = $id",
                ("$source", name.Source), ("$key", name.Key), ("$id", name.Id));
        }
    }
}
