using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Queues;

namespace WebhookSystem.LocalAws.Sqs.Operations.Sending;

internal sealed class SendMessage(QueueCatalog queues, RequestTrace trace) : IOperation
{
    public string Name => "SendMessage";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var queue = queues.Find(input.Required("QueueUrl"));
        if (MessageReader.LacksGroup(input, queue.Settings))
            throw Refusals.Missing("MessageGroupId");
        if (MessageReader.LacksDeduplicationId(input, queue.Settings))
            throw MessageReader.NoDeduplicationId();

        var (content, delay) = MessageReader.Read(input, queue.Settings);
        if (content.Size > queue.Settings.MessageBytesMax)
        {
            throw Refusals.InvalidParameter("One or more parameters are invalid. "
                + $"Reason: Message must be shorter than {queue.Settings.MessageBytesMax} bytes.");
        }

        SentMessage.Write(output, content, queue.Send(trace.Into(content), delay));
    }
}
