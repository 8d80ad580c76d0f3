using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Deliveries;
using WebhookSystem.LocalAws.Sqs.Messages;
using WebhookSystem.LocalAws.Sqs.Settings;

namespace WebhookSystem.LocalAws.Sqs.Operations.Receiving;

internal static class ReceivedMessage
{
    public static void Write(Utf8JsonWriter output, Delivery delivery, WantedAttributes wanted, bool fifo)
    {
        var content = delivery.Message.Content;
        output.WriteStartObject();
        output.WriteString("MessageId"u8, delivery.Message.Id);
        output.WriteString("ReceiptHandle"u8, delivery.Handle.ToString());
        output.WriteString("MD5OfBody"u8, content.BodyDigest);
        output.WriteString("Body"u8, content.Body);
        if (wanted.HasSystem)
            WriteSystem(output, delivery, wanted, fifo);
        WriteAttributes(output, wanted.Of(content), content);
        output.WriteEndObject();
    }

    // The digest is of what is shown, so that the receiver can check it.
    private static void WriteAttributes(
        Utf8JsonWriter output, IReadOnlyList<MessageAttribute> shown, MessageContent content)
    {
        if (shown.Count == 0)
            return;
        var digest = shown.Count == content.Attributes.Count
            ? content.AttributesDigest
            : MessageDigest.OfAttributes(shown);
        output.WriteString("MD5OfMessageAttributes"u8, digest);
        output.WriteStartObject("MessageAttributes"u8);
        foreach (var attribute in shown)
        {
            output.WritePropertyName(attribute.Name);
            attribute.Write(output);
        }

        output.WriteEndObject();
    }

    private static void WriteSystem(Utf8JsonWriter output, Delivery delivery, WantedAttributes wanted, bool fifo)
    {
        var message = delivery.Message;
        output.WriteStartObject("Attributes"u8);
        Write("SenderId", QueueNames.Account);
        Write("SentTimestamp", message.SentAt.ToUnixTimeMilliseconds().ToString());
        Write("ApproximateReceiveCount", delivery.Receives.ToString());
        Write("ApproximateFirstReceiveTimestamp", delivery.FirstReceivedAt.ToUnixTimeMilliseconds().ToString());
        Write("SequenceNumber", fifo ? message.SequenceNumber : null);
        Write("MessageDeduplicationId", message.Content.DeduplicationId);
        Write("MessageGroupId", message.Content.GroupId);
        Write("DeadLetterQueueSourceArn", message.DeadLetterSourceArn);
        if (message.Content.TraceHeader is { } header && wanted.IncludesSystem("AWSTraceHeader"))
            output.WriteString("AWSTraceHeader"u8, header.Value);
        output.WriteEndObject();

        void Write(string name, string? value)
        {
            if (value is not null && wanted.IncludesSystem(name))
                output.WriteString(name, value);
        }
    }
}
