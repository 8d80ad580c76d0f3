using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Dashboard.Keep.Storage;

namespace WebhookSystem.Dashboard.Keep.Apply;

/// <summary>The audit trail.</summary>
internal static class CommandRows
{
    private const string Put = """
        INSERT INTO command VALUES ($id, $action, $source, $key, $event_id, $route, $requested_by, $requested_at,
            $done_at, $dry_run, $outcome, $expires_at)
        ON CONFLICT (id) DO UPDATE SET outcome = $outcome, done_at = $done_at WHERE done_at < $done_at
        """;

    public static void Apply(Writer writer, Item item)
    {
        var record = CommandRecord.Read(item);
        writer.Execute(
            Put, ("$id", record.CommandId), ("$action", record.Action), ("$source", record.Source),
            ("$key", record.Key), ("$event_id", record.EventId), ("$route", record.Route),
            ("$requested_by", record.RequestedBy), ("$requested_at", Micros.Of(record.RequestedAt)),
            ("$done_at", Micros.Of(record.DoneAt)), ("$dry_run", record.DryRun ? 1 : 0), ("$outcome", record.Outcome),
            ("$expires_at", item.Whole(Topology.Table.TimeToLive)));
    }
}
