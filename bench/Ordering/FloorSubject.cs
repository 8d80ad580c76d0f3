namespace WebhookSystem.Bench.Ordering;

/// <summary>
/// Each event read, and its key's highest position looked up: no order can be had for less, on this machine.
/// </summary>
internal static class FloorSubject
{
    /// <returns>How many positions followed the highest of their key.</returns>
    public static long Run(Workload workload)
    {
        var highest = new Dictionary<int, Int128>();
        var inOrder = 0L;
        foreach (var batch in workload.Batches)
        {
            foreach (var arrived in batch.Events)
            {
                if (arrived.Position is not { } position)
                    continue;
                highest.TryGetValue(batch.Key, out var last);
                if (position == last + 1)
                    inOrder++;
                if (position > last)
                    highest[batch.Key] = position;
            }
        }

        return inOrder;
    }
}
