using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace WebhookSystem.LocalAws.Sqs.Deliveries;

/// <summary>Names one receive of one message of one queue; opaque to callers.</summary>
/// <param name="Receive">The message's count of receives in this queue, this one included.</param>
internal sealed record ReceiptHandle(Guid QueueId, long Ordinal, int Receive)
{
    private const int Bytes = 16 + sizeof(long) + sizeof(int);

    public static bool TryParse(string text, [NotNullWhen(true)] out ReceiptHandle? handle)
    {
        handle = null;
        Span<byte> bytes = stackalloc byte[Bytes];
        if (text.Length > 2 * Bytes || !Convert.TryFromBase64String(text, bytes, out var length) || length != Bytes)
            return false;
        handle = new(
            new Guid(bytes[..16]), BinaryPrimitives.ReadInt64BigEndian(bytes[16..]),
            BinaryPrimitives.ReadInt32BigEndian(bytes[24..]));
        return true;
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        QueueId.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[16..], Ordinal);
        BinaryPrimitives.WriteInt32BigEndian(bytes[24..], Receive);
        return Convert.ToBase64String(bytes);
    }
}
