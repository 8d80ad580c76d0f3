using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Deliveries;
using WebhookSystem.LocalAws.Sqs.Messages;

namespace WebhookSystem.LocalAws.Sqs.Operations.Sending;

internal static class SentMessage
{
    /// <summary>Writes what a sender is told. The digests are of what it sent now, be it a duplicate.</summary>
    public static void Write(Utf8JsonWriter output, MessageContent content, Receipt receipt)
    {
        output.WriteString("MessageId"u8, receipt.MessageId);
        output.WriteString("MD5OfMessageBody"u8, content.BodyDigest);
        if (content.AttributesDigest is { } attributes)
            output.WriteString("MD5OfMessageAttributes"u8, attributes);
        if (content.SystemAttributesDigest is { } systemAttributes)
            output.WriteString("MD5OfMessageSystemAttributes"u8, systemAttributes);
        if (receipt.SequenceNumber is { } sequenceNumber)
            output.WriteString("SequenceNumber"u8, sequenceNumber);
    }
}
