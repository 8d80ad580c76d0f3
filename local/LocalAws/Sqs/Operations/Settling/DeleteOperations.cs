using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Queues;

namespace WebhookSystem.LocalAws.Sqs.Operations.Settling;

internal sealed class DeleteMessage(QueueCatalog queues) : IOperation
{
    public string Name => "DeleteMessage";

    public void Invoke(JsonElement input, Utf8JsonWriter output) =>
        queues.Find(input.Required("QueueUrl")).Delete(input.Required("ReceiptHandle"));
}

internal sealed class DeleteMessageBatch(QueueCatalog queues) : IOperation
{
    public string Name => "DeleteMessageBatch";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var queue = queues.Find(input.Required("QueueUrl"));
        Batch.Answer(Batch.Read(input, "DeleteMessage"), output, entry =>
        {
            queue.Delete(entry.Required("ReceiptHandle"));
            return null;
        });
    }
}
