using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Keep.Ask;

/// <summary>
/// Where the ledger does not balance: events that were stored, and that nobody has decided on since. Whatever else may
/// become of an event, it is seen; these are what a stream that was trimmed or given up has left behind.
/// </summary>
internal static class OverdueQuery
{
    /// <summary>
    /// Ours: a minute for an Orderer that is killed with the batch in its hands, and one for the rest.
    /// </summary>
    public static readonly TimeSpan InFlightMax = TimeSpan.FromMinutes(2);

    extension(Database database)
    {
        public long Overdue(DateTimeOffset now) => database.Read(reader => reader.Number(
            "SELECT COUNT(*) FROM event WHERE state = $inFlight AND at < $before",
            ("$inFlight", (int)EventState.InFlight), ("$before", Micros.Of(now - InFlightMax))));
    }
}
