namespace WebhookSystem.LocalAws.DynamoDb.Tables;

/// <summary>What reads and writes cost: a read unit is 4 KB read consistently, a write unit is 1 KB.</summary>
internal static class Capacity
{
    private const int ReadUnitBytes = 4096;
    private const int WriteUnitBytes = 1024;

    public static double WriteUnits(int bytes) => Math.Max(1, Blocks(bytes, WriteUnitBytes));

    /// <param name="bytes">Of one item, or of all that a query looked at together.</param>
    /// <param name="isConsistent">Strongly; an eventually consistent read costs half.</param>
    public static double ReadUnits(int bytes, bool isConsistent) =>
        Math.Max(1, Blocks(bytes, ReadUnitBytes)) * (isConsistent ? 1 : 0.5);

    private static int Blocks(int bytes, int size) => (bytes + size - 1) / size;
}
