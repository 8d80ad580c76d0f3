using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Keep.Ask;

/// <summary>Refused requests.</summary>
internal static class RefusedQuery
{
    extension(Database database)
    {
        /// <summary>Counted by source and reason, the most frequent first.</summary>
        public IReadOnlyList<RefusedCount> Refused() => database.Read(static reader => reader.List(
            "SELECT * FROM refusal ORDER BY requests DESC, source, verdict",
            static row => new RefusedCount(row.Text("source"), row.Text("verdict"), row.Whole("requests"))));
    }
}
