namespace WebhookSystem.LocalAws.Ledger;

/// <summary>
/// What DynamoDB's operations cost, whether or not the caller asks. They run to their end on one thread, so the meter
/// is the thread's.
/// </summary>
internal static class CapacityMeter
{
    [ThreadStatic]
    private static double _read;

    [ThreadStatic]
    private static double _write;

    public static void AddRead(double units) => _read += units;

    public static void AddWrite(double units) => _write += units;

    /// <summary>What has been added since the last time.</summary>
    public static (double Read, double Write) Take()
    {
        var taken = (_read, _write);
        (_read, _write) = (0, 0);
        return taken;
    }
}
