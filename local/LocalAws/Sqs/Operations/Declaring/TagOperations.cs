using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Queues;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs.Operations.Declaring;

internal sealed class TagQueue(QueueCatalog queues) : IOperation
{
    private const int TagsMax = 50;

    public string Name => "TagQueue";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var queue = queues.Find(input.Required("QueueUrl"));
        var tags = input.Map("Tags");
        lock (queues.Gate)
        {
            if (queue.Tags.Keys.Union(tags.Keys).Count() > TagsMax)
                throw Refusals.InvalidParameter($"Too many tags added for queue {queue.Name}.");
            foreach (var (key, value) in tags)
                queue.Tags[key] = value;
        }
    }
}

internal sealed class UntagQueue(QueueCatalog queues) : IOperation
{
    public string Name => "UntagQueue";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var queue = queues.Find(input.Required("QueueUrl"));
        lock (queues.Gate)
        {
            foreach (var key in input.Array("TagKeys"))
                queue.Tags.Remove(key.AsText());
        }
    }
}

internal sealed class ListQueueTags(QueueCatalog queues) : IOperation
{
    public string Name => "ListQueueTags";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var queue = queues.Find(input.Required("QueueUrl"));
        lock (queues.Gate)
        {
            if (queue.Tags.Count == 0)
                return;
            output.WriteStartObject("Tags"u8);
            foreach (var (key, value) in queue.Tags)
                output.WriteString(key, value);
            output.WriteEndObject();
        }
    }
}
