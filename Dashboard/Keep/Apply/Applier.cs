using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Dashboard.Keep.Storage;
using Table = WebhookSystem.Contracts.Topology.Table;

namespace WebhookSystem.Dashboard.Keep.Apply;

/// <summary>
/// Items to rows. Whatever the order of the changes, and however often one comes, the rows end up the same: nothing is
/// added up that an item could bring twice, and an earlier version never overrules a later one.
/// </summary>
internal static class Applier
{
    /// <exception cref="ItemException">The item is not what its sort key says.</exception>
    public static void Apply(Writer writer, TableChange change)
    {
        if (After(Table.CommandPrefix, change.SortKey) is not null)
        {
            if (change.Image is { } command)
                CommandRows.Apply(writer, command);
            return;
        }

        if (Table.SplitCollection(change.PartitionKey) is not var (source, key) || source == Table.Identity)
            return;
        var sortKey = change.SortKey;
        if (After(Table.EventPrefix, sortKey) is { } id)
            EventRows.Apply(writer, new(source, key, id), change.Image);
        else if (sortKey == Table.Cursor && change.Image is { } cursor)
            CursorRows.Apply(writer, source, key, cursor);
        else if (sortKey == Table.SentMark && change.Image is { } mark)
            CursorRows.ApplyMark(writer, source, key, mark.Whole(Attributes.Ordinal));
        else if (After(Table.LogPrefix, sortKey) is not null && change.Image is { } chunk)
            CursorRows.ApplyLog(writer, source, key, chunk);
        else if (After(Table.DuplicatePrefix, sortKey) is { } repeated && change.Image is { } count)
            ExceptionRows.ApplyDuplicates(
                writer, new(source, key, repeated), DuplicateCount.Read(count), ExpiryOf(count));
        else if (After(Table.ConflictPrefix, sortKey) is { } contradicted)
            ExceptionRows.ApplyConflict(writer, source, key, contradicted, change.Image);
        else if (After(Table.QuarantinedPrefix, sortKey) is { } kept)
            ExceptionRows.ApplyQuarantine(writer, new(source, key, kept), change.Image);
        else if (After(Table.DeadPrefix, sortKey) is { } dead)
            ExceptionRows.ApplyDead(writer, new(source, key, dead), change.Image);
    }

    /// <summary>Duplicates are counted by an update, which may not say when they expire.</summary>
    private static long ExpiryOf(Item item) => item.WholeOr(
        Table.TimeToLive, (item.Instant(Attributes.LastAt) + Table.Retention).ToUnixTimeSeconds());

    private static string? After(string prefix, string sortKey) =>
        sortKey.StartsWith(prefix, StringComparison.Ordinal) ? sortKey[prefix.Length..] : null;
}

/// <summary>What an event is known by.</summary>
internal readonly record struct EventName(string Source, string Key, string Id);
