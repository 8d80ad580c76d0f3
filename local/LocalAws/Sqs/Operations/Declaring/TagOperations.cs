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
        var added = input.Map("Tags");
        if (added.Count == 0)
            throw Refusals.Missing("Tags");
        lock (queues.Gate)
        {
            var tags = queue.Tags.SetItems(added);
            if (tags.Count > TagsMax)
                throw Refusals.InvalidParameter($"Too many tags added for queue {queue.Name}.");
            queue.Retag(tags);
        }
    }
}

internal sealed class UntagQueue(QueueCatalog queues) : IOperation
{
    public string Name => "UntagQueue";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var queue = queues.Find(input.Required("QueueUrl"));
        string[] keys = [.. input.Array("TagKeys").Select(static key => key.AsText())];
        if (keys.Length == 0)
            throw Refusals.InvalidParameter("Tag keys must be between 1 and 128 characters in length.");
        lock (queues.Gate)
            queue.Retag(queue.Tags.RemoveRange(keys));
    }
}

internal sealed class ListQueueTags(QueueCatalog queues) : IOperation
{
    public string Name => "ListQueueTags";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var queue = queues.Find(input.Required("QueueUrl"));
        if (queue.Tags.IsEmpty)
            return;
        output.WriteStartObject("Tags"u8);
        foreach (var (key, value) in queue.Tags)
            output.WriteString(key, value);
        output.WriteEndObject();
    }
}
