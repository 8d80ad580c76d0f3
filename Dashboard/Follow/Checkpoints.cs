using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Follow;

/// <summary>How far the stream has been read: kept in the transaction of the rows themselves.</summary>
internal sealed class Checkpoints(Database database)
{
    /// <summary>Whether the table has been read whole for this stream.</summary>
    public bool IsScanned(string arn) => database.Read(
        reader => reader.Number("SELECT COUNT(*) FROM stream WHERE arn = $arn AND scanned = 1", ("$arn", arn)) > 0);

    public IReadOnlyDictionary<string, Checkpoint> Shards() => database.Read(static reader => reader
        .List("SELECT * FROM shard", static row =>
            (Id: row.Text("id"), At: new Checkpoint(row.TextOrNull("position"), row.Whole("ended") != 0)))
        .ToDictionary(static shard => shard.Id, static shard => shard.At, StringComparer.Ordinal));

    /// <summary>
    /// Another stream is another table, or one whose changes nobody has told of: everything is read anew.
    /// </summary>
    public void Begin(string arn) => database.Write(writer =>
    {
        if (writer.Ask("SELECT 1 FROM stream WHERE arn = $arn", ("$arn", arn)) is not null)
            return;
        Empty(writer);
        writer.Execute(
            "INSERT INTO stream VALUES (1, $arn, 0) ON CONFLICT DO UPDATE SET arn = $arn, scanned = 0", ("$arn", arn));
    });

    public void Scanned() => database.Write(static writer => writer.Execute("UPDATE stream SET scanned = 1"));

    /// <summary>The table is to be read again, and the stream from its beginning: nothing of before is kept.</summary>
    public void Rebuild() => database.Write(static writer =>
    {
        Empty(writer);
        writer.Execute("UPDATE stream SET scanned = 0");
    });

    public static void Advance(Writer writer, string shard, Checkpoint at) => writer.Execute(
        """
        INSERT INTO shard VALUES ($id, $position, $ended)
        ON CONFLICT (id) DO UPDATE SET position = COALESCE($position, position), ended = $ended
        """,
        ("$id", shard), ("$position", at.Position), ("$ended", at.Ended));

    /// <summary>What refused requests left is not in the table, and stays.</summary>
    private static void Empty(Writer writer)
    {
        foreach (var rows in (string[])["event", "conflict", "cursor", "command", "tally", "backlog", "shard"])
            writer.Execute($"DELETE FROM {rows}");
        writer.Execute("DELETE FROM traffic WHERE kind <> $rejected", ("$rejected", (int)TrafficKind.Rejected));
    }
}

/// <param name="Position">The last sequence number read; null where none was.</param>
/// <param name="Ended">The shard is closed and read to its end: its children may be read.</param>
internal sealed record Checkpoint(string? Position, bool Ended);