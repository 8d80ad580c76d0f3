namespace WebhookSystem.LocalAws.Lambda.Batches;

/// <summary>
/// Puts records, each already JSON, into one event, and sees that an event is not over Lambda's size.
/// </summary>
internal static class EventJson
{
    // What is around the records.
    private const int Frame = 64;

    /// <summary><c>{"Records":[…]}</c>, as mappings send.</summary>
    public static byte[] Records(IEnumerable<ReadOnlyMemory<byte>> records) =>
        Join("{\"Records\":["u8, records, "]}"u8);

    /// <summary><c>[…]</c>, as pipes send.</summary>
    public static byte[] Array(IEnumerable<ReadOnlyMemory<byte>> records) => Join("["u8, records, "]"u8);

    /// <summary>How many of the first items fit one event: at least one, at most <paramref name="countMax"/>.</summary>
    public static int Fitting<T>(IReadOnlyList<T> items, int countMax, Func<T, int> bytesOf)
    {
        var bytes = Frame;
        var count = 0;
        while (count < items.Count && count < countMax)
        {
            bytes += bytesOf(items[count]) + 1;
            if (count > 0 && bytes > LambdaLimits.RequestBytesMax)
                break;
            count++;
        }

        return count;
    }

    private static byte[] Join(
        ReadOnlySpan<byte> before, IEnumerable<ReadOnlyMemory<byte>> records, ReadOnlySpan<byte> after)
    {
        using var joined = new MemoryStream();
        joined.Write(before);
        var isFirst = true;
        foreach (var record in records)
        {
            if (!isFirst)
                joined.WriteByte((byte)',');
            joined.Write(record.Span);
            isFirst = false;
        }

        joined.Write(after);
        return joined.ToArray();
    }
}
