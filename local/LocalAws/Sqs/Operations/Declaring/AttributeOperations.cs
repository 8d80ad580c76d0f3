using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Messages;
using WebhookSystem.LocalAws.Sqs.Queues;
using WebhookSystem.LocalAws.Sqs.Settings;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs.Operations.Declaring;

internal sealed class GetQueueAttributes(QueueCatalog queues) : IOperation
{
    private static readonly Dictionary<string, Func<Queue, string>> Derived = new(StringComparer.Ordinal)
    {
        ["QueueArn"] = static queue => queue.Arn,
        ["CreatedTimestamp"] = static queue => queue.CreatedAt.ToUnixTimeSeconds().ToString(),
        ["LastModifiedTimestamp"] = static queue => queue.ModifiedAt.ToUnixTimeSeconds().ToString(),
        ["ApproximateNumberOfMessages"] = static queue => queue.Count(MessageState.Visible).ToString(),
        ["ApproximateNumberOfMessagesNotVisible"] = static queue => queue.Count(MessageState.InFlight).ToString(),
        ["ApproximateNumberOfMessagesDelayed"] = static queue => queue.Count(MessageState.Delayed).ToString(),
    };

    public string Name => "GetQueueAttributes";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var queue = queues.Find(input.Required("QueueUrl"));
        var names = input.Array("AttributeNames").Select(static name => name.AsText()).ToHashSet();
        var isAll = names.Remove("All");
        foreach (var name in names.Where(static name => !Derived.ContainsKey(name) && !AttributeRules.Knows(name)))
            throw Refusals.UnknownAttribute(name);

        var settings = queue.Settings.Values.Where(one => isAll || names.Contains(one.Key)).ToList();
        var derived = Derived.Where(one => isAll || names.Contains(one.Key)).ToList();
        if (settings.Count + derived.Count == 0)
            return;
        output.WriteStartObject("Attributes"u8);
        foreach (var (name, value) in settings)
            output.WriteString(name, value);
        foreach (var (name, valueOf) in derived)
            output.WriteString(name, valueOf(queue));
        output.WriteEndObject();
    }
}

internal sealed class SetQueueAttributes(QueueCatalog queues) : IOperation
{
    public string Name => "SetQueueAttributes";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var queue = queues.Find(input.Required("QueueUrl"));
        queues.Redefine(queue, input.Map("Attributes"));
    }
}
