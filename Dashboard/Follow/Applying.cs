using WebhookSystem.Contracts.Items;
using WebhookSystem.Dashboard.Keep;
using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.Dashboard.Keep.Storage;

namespace WebhookSystem.Dashboard.Follow;

/// <summary>Applies changes in one transaction with whatever else belongs to them, and tells the open pages.</summary>
internal sealed partial class Applying(Database database, Changes changes, ILogger<Applying> logger)
{
    public void Apply(IReadOnlyList<TableChange> batch, Action<Writer>? alongside)
    {
        database.Write(writer =>
        {
            foreach (var change in batch)
                ApplyOne(writer, change);
            alongside?.Invoke(writer);
        });
        if (batch.Count > 0)
            changes.Publish();
    }

    private void ApplyOne(Writer writer, TableChange change)
    {
        try
        {
            Applier.Apply(writer, change);
        }
        catch (ItemException error)
        {
            // A damaged item is no reason to show nothing of all the others.
            Log.Unreadable(logger, error.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "item.unreadable", Level = LogLevel.Warning, Message = "Not shown: {Reason}")]
        public static partial void Unreadable(ILogger logger, string reason);
    }
}
