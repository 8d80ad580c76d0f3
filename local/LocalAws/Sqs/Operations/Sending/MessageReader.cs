using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Messages;
using WebhookSystem.LocalAws.Sqs.Settings;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs.Operations.Sending;

/// <summary>Reads a message that is to be sent, and refuses what SQS would.</summary>
internal static class MessageReader
{
    private const int DelaySecondsMax = 900;

    /// <summary>What is to be sent, and its own delay.</summary>
    public static (MessageContent Content, TimeSpan? Delay) Read(JsonElement entry, QueueSettings queue)
    {
        var text = entry.Required("MessageBody");
        MessageText.CheckAdmissible(text);
        var delay = entry.Seconds("DelaySeconds", DelaySecondsMax);
        if (queue.IsFifo && delay > TimeSpan.Zero)
        {
            throw Refusals.InvalidValue(delay.Value.TotalSeconds, "DelaySeconds",
                "The request include parameter that is not valid for this queue type.");
        }

        var group = entry.Text("MessageGroupId");
        MessageText.CheckId(group, "MessageGroupId");
        var body = Encoding.UTF8.GetBytes(text);
        return (new(
            body, AttributeReader.Read(entry), AttributeReader.ReadTraceHeader(entry),
            group, ReadDeduplicationId(entry, queue, body)), delay);
    }

    public static bool LacksGroup(JsonElement entry, QueueSettings queue) =>
        queue.IsFifo && entry.Text("MessageGroupId") is null;

    public static bool LacksDeduplicationId(JsonElement entry, QueueSettings queue) =>
        queue is { IsFifo: true, DeduplicatesByContent: false } && entry.Text("MessageDeduplicationId") is null;

    public static AwsException NoDeduplicationId() => Refusals.InvalidParameter(
        "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly");

    private static string? ReadDeduplicationId(JsonElement entry, QueueSettings queue, byte[] body)
    {
        var id = entry.Text("MessageDeduplicationId");
        if (!queue.IsFifo)
        {
            return id is null ? null : throw Refusals.InvalidValue(id, "MessageDeduplicationId",
                "The request includes a parameter that is not valid for this queue type.");
        }

        MessageText.CheckId(id, "MessageDeduplicationId");
        return id ?? Convert.ToHexStringLower(SHA256.HashData(body));
    }
}
