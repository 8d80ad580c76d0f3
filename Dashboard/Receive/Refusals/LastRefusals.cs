using WebhookSystem.Dashboard.Keep;
using WebhookSystem.Dashboard.Keep.Storage;

namespace WebhookSystem.Dashboard.Receive.Refusals;

/// <summary>Keeps the last refused requests one by one.</summary>
internal sealed class LastRefusals(Database database, Changes changes)
{
    /// <summary>Whoever floods the door learns nothing, and fills nothing.</summary>
    private const int KeptMax = 10_000;

    public void Add(IReadOnlyList<Refusal> refusals)
    {
        if (refusals.Count == 0)
            return;
        database.Write(writer =>
        {
            foreach (var refusal in refusals)
            {
                writer.Execute(
                    """
                    INSERT INTO refused (at, source, verdict, bytes, trace_id)
                    VALUES ($at, $source, $verdict, $bytes, $trace)
                    """,
                    ("$at", Micros.Of(refusal.At)), ("$source", refusal.Source), ("$verdict", refusal.Verdict),
                    ("$bytes", refusal.Bytes), ("$trace", refusal.TraceId));
            }

            writer.Execute(
                "DELETE FROM refused WHERE number <= (SELECT MAX(number) FROM refused) - $kept", ("$kept", KeptMax));
        });
        changes.Publish();
    }
}
