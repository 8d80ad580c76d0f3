using System.Text;
using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Queues;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs.Operations.Sending;

internal sealed class SendMessageBatch(QueueCatalog queues, RequestTrace trace) : IOperation
{
    private const int BatchBytesMax = 1_048_576;

    public string Name => "SendMessageBatch";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var queue = queues.Find(input.Required("QueueUrl"));
        var entries = Batch.Read(input, "SendMessage");
        if (entries.Any(entry => MessageReader.LacksGroup(entry, queue.Settings)))
            throw Refusals.InvalidParameter("The request must contain the parameter MessageGroupId.");
        if (entries.Any(entry => MessageReader.LacksDeduplicationId(entry, queue.Settings)))
            throw MessageReader.NoDeduplicationId();
        CheckSize(entries);

        Batch.Answer(entries, output, entry =>
        {
            var (content, delay) = MessageReader.Read(entry, queue.Settings);
            if (content.Size > queue.Settings.MessageBytesMax)
            {
                throw Refusals.InvalidParameter("One or more parameters cannot be validated. "
                    + $"Reason: Message must be shorter than {queue.Settings.MessageBytesMax} bytes.");
            }

            var receipt = queue.Send(trace.Into(content), delay);
            return writer => SentMessage.Write(writer, content, receipt);
        });
    }

    // By what was sent, sound or not: a batch that is too long is refused before anyone looks into it.
    private static void CheckSize(IReadOnlyList<JsonElement> entries)
    {
        var size = entries.Sum(static entry => BytesOf(entry.Text("MessageBody"))
            + (entry.Member("MessageAttributes")?.EnumerateMembers().Sum(static attribute => BytesOf(attribute.Name)
                + BytesOf(attribute.Value.Text("DataType")) + BytesOf(attribute.Value.Text("StringValue"))
                + (attribute.Value.Member("BinaryValue")?.AsBytes().Length ?? 0)) ?? 0));
        if (size > BatchBytesMax)
        {
            throw Refusals.Batch("BatchRequestTooLong",
                $"Batch requests cannot be longer than {BatchBytesMax} bytes. You have sent {size} bytes.");
        }
    }

    private static int BytesOf(string? text) => Encoding.UTF8.GetByteCount(text ?? "");
}
