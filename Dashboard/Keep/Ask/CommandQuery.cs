using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Keep.Ask;

/// <summary>The audit trail, newest first.</summary>
internal static class CommandQuery
{
    private const int PageSize = 100;

    extension(Database database)
    {
        /// <param name="source">Only what concerned this key; null with <paramref name="key"/>: everything.</param>
        public CommandPage Commands(string? source = null, string? key = null) => database.Read(reader =>
            new CommandPage(reader.List(
                $"""
                SELECT * FROM command {(key is null ? "" : "WHERE source = $source AND key = $key")}
                ORDER BY done_at DESC LIMIT {PageSize}
                """,
                static row => new Command(
                    row.Text("id"), row.Text("action"), row.TextOrNull("source"), row.TextOrNull("key"),
                    row.TextOrNull("event_id"), row.TextOrNull("route"), row.Text("requested_by"),
                    Micros.ToInstant(row.Whole("requested_at")), Micros.ToInstant(row.Whole("done_at")),
                    row.Whole("dry_run") != 0, row.Text("outcome")),
                ("$source", source), ("$key", key))));
    }
}
