using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Queues;

namespace WebhookSystem.LocalAws.Sqs.Operations.Settling;

internal sealed class ChangeMessageVisibility(QueueCatalog queues) : IOperation
{
    private const int SecondsMax = 43_200;

    public string Name => "ChangeMessageVisibility";

    public void Invoke(JsonElement input, Utf8JsonWriter output) =>
        Change(queues.Find(input.Required("QueueUrl")), input);

    public static void Change(Queue queue, JsonElement entry)
    {
        var handle = entry.Required("ReceiptHandle");
        var timeout = entry.Seconds("VisibilityTimeout", SecondsMax) ?? throw Refusals.Missing("VisibilityTimeout");
        queue.ChangeVisibility(handle, timeout);
    }
}

internal sealed class ChangeMessageVisibilityBatch(QueueCatalog queues) : IOperation
{
    public string Name => "ChangeMessageVisibilityBatch";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var queue = queues.Find(input.Required("QueueUrl"));
        Batch.Answer(Batch.Read(input, "ChangeMessageVisibility"), output, entry =>
        {
            ChangeMessageVisibility.Change(queue, entry);
            return null;
        });
    }
}
