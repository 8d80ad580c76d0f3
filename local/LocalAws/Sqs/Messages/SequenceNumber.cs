namespace WebhookSystem.LocalAws.Sqs.Messages;

/// <summary>FIFO's sequence numbers: 20 digits, so that they rise as text as well, and not consecutive.</summary>
internal static class SequenceNumber
{
    private const ulong Origin = 18_000_000_000_000_000_000;
    private const ulong Step = 256;

    public static string Of(long ordinal) => (Origin + ((ulong)ordinal * Step)).ToString();
}
