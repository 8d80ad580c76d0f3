using System.Collections.Frozen;

namespace WebhookSystem.LocalAws.Sqs.Settings;

/// <summary>Which attributes a queue may be given, and what their values may be.</summary>
internal static class AttributeRules
{
    private static readonly FrozenDictionary<string, (int Low, int High)> Numbers = new Dictionary<string, (int, int)>
    {
        [QueueAttribute.DelaySeconds] = (0, 900),
        [QueueAttribute.MaximumMessageSize] = (1_024, 1_048_576),
        [QueueAttribute.MessageRetentionPeriod] = (60, 1_209_600),
        [QueueAttribute.ReceiveMessageWaitTimeSeconds] = (0, 20),
        [QueueAttribute.VisibilityTimeout] = (0, 43_200),
        [QueueAttribute.KmsDataKeyReusePeriodSeconds] = (60, 86_400),
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string[]> Words = new Dictionary<string, string[]>
    {
        [QueueAttribute.FifoQueue] = ["true", "false"],
        [QueueAttribute.ContentBasedDeduplication] = ["true", "false"],
        [QueueAttribute.SqsManagedSseEnabled] = ["true", "false"],
        [QueueAttribute.DeduplicationScope] = ["queue", "messageGroup"],
        [QueueAttribute.FifoThroughputLimit] = ["perQueue", "perMessageGroupId"],
    }.ToFrozenDictionary();

    private static readonly FrozenSet<string> Texts = FrozenSet.Create(
        QueueAttribute.Policy, QueueAttribute.RedrivePolicy, QueueAttribute.RedriveAllowPolicy,
        QueueAttribute.KmsMasterKeyId);

    public static bool Knows(string name) =>
        Numbers.ContainsKey(name) || Words.ContainsKey(name) || Texts.Contains(name);

    /// <summary>The value as the queue will show it; empty means that the attribute is to go.</summary>
    public static string Normalize(bool fifo, string name, string value)
    {
        if (!fifo)
            RefuseOnStandard(name);
        if (Numbers.TryGetValue(name, out var range))
        {
            return int.TryParse(value, out var number) && number >= range.Low && number <= range.High
                ? number.ToString()
                : throw Refusals.InvalidAttributeValue(name);
        }

        if (Words.TryGetValue(name, out var words))
        {
            return Array.Find(words, word => word.Equals(value, StringComparison.OrdinalIgnoreCase))
                ?? throw Refusals.InvalidAttributeValue(name);
        }

        if (!Texts.Contains(name))
            throw Refusals.UnknownAttribute(name);
        return name switch
        {
            QueueAttribute.RedrivePolicy => RedrivePolicy.Parse(value)?.ToString() ?? "",
            QueueAttribute.RedriveAllowPolicy => RedriveAllowPolicy.Parse(value)?.ToString() ?? "",
            _ => value,
        };
    }

    private static void RefuseOnStandard(string name)
    {
        if (name is QueueAttribute.FifoQueue or QueueAttribute.ContentBasedDeduplication)
            throw Refusals.UnknownAttribute(name);
        if (name is QueueAttribute.DeduplicationScope or QueueAttribute.FifoThroughputLimit)
            throw Refusals.InvalidAttributeName($"You can specify the {name} only when FifoQueue is set to true.");
    }
}
