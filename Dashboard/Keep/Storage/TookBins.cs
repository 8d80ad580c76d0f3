namespace WebhookSystem.Dashboard.Keep.Storage;

/// <summary>
/// Durations in bins, each a fifth wider than the one before: a percentile read from them is right to a tenth, however
/// many durations there are.
/// </summary>
internal static class TookBins
{
    private const double BinsPerDoubling = 4;

    public static long Of(long micros) => micros <= 1 ? 0 : (long)(Math.Log2(micros) * BinsPerDoubling);

    /// <summary>Milliseconds in the middle of the bin.</summary>
    public static double Milliseconds(long bin) => Math.Pow(2, (bin + 0.5) / BinsPerDoubling) / 1000;

    /// <summary>The duration that this share of all does not exceed; null where there is none.</summary>
    /// <param name="counts">How many fell into which bin, lowest bin first.</param>
    public static double? Percentile(IReadOnlyList<(long Bin, long Number)> counts, double share)
    {
        var wanted = Math.Max(1, Math.Ceiling(counts.Sum(static one => one.Number) * share));
        foreach (var (bin, number) in counts)
        {
            wanted -= number;
            if (wanted <= 0)
                return Milliseconds(bin);
        }

        return null;
    }
}
