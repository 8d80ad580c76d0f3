using System.Collections.Immutable;
using static WebhookSystem.LocalAws.Sqs.Settings.QueueAttribute;

namespace WebhookSystem.LocalAws.Sqs.Settings;

/// <summary>A queue's attributes as they are shown, and what they mean.</summary>
internal sealed class QueueSettings
{
    private static readonly ImmutableSortedDictionary<string, string> Standard = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            KeyValuePair.Create(DelaySeconds, "0"),
            KeyValuePair.Create(MaximumMessageSize, "1048576"),
            KeyValuePair.Create(MessageRetentionPeriod, "345600"),
            KeyValuePair.Create(ReceiveMessageWaitTimeSeconds, "0"),
            KeyValuePair.Create(VisibilityTimeout, "30"),
            KeyValuePair.Create(SqsManagedSseEnabled, "true"),
        ]);

    private static readonly ImmutableSortedDictionary<string, string> Fifo = Standard.AddRange(
    [
        KeyValuePair.Create(FifoQueue, "true"),
        KeyValuePair.Create(ContentBasedDeduplication, "false"),
        KeyValuePair.Create(DeduplicationScope, "queue"),
        KeyValuePair.Create(FifoThroughputLimit, "perQueue"),
    ]);

    private QueueSettings(ImmutableSortedDictionary<string, string> values)
    {
        Values = values;
        IsFifo = values.ContainsKey(FifoQueue);
        Delay = Seconds(DelaySeconds);
        Retention = Seconds(MessageRetentionPeriod);
        Visibility = Seconds(VisibilityTimeout);
        ReceiveWait = Seconds(ReceiveMessageWaitTimeSeconds);
        MessageBytesMax = int.Parse(values[MaximumMessageSize]);
        DeduplicatesByContent = values.GetValueOrDefault(ContentBasedDeduplication) == "true";
        DeduplicatesByGroup = values.GetValueOrDefault(DeduplicationScope) == "messageGroup";
        Redrive = Settings.RedrivePolicy.Parse(values.GetValueOrDefault(QueueAttribute.RedrivePolicy, ""));
        RedriveAllow = Settings.RedriveAllowPolicy.Parse(
            values.GetValueOrDefault(QueueAttribute.RedriveAllowPolicy, ""));
    }

    public ImmutableSortedDictionary<string, string> Values { get; }

    public bool IsFifo { get; }

    public TimeSpan Delay { get; }

    public TimeSpan Retention { get; }

    public TimeSpan Visibility { get; }

    public TimeSpan ReceiveWait { get; }

    public int MessageBytesMax { get; }

    public bool DeduplicatesByContent { get; }

    public bool DeduplicatesByGroup { get; }

    public RedrivePolicy? Redrive { get; }

    public RedriveAllowPolicy? RedriveAllow { get; }

    public static QueueSettings Default(bool fifo) => new(fifo ? Fifo : Standard);

    /// <summary>Settings as they were shown.</summary>
    public static QueueSettings Of(IReadOnlyDictionary<string, string> values) =>
        new(ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, values));

    /// <summary>The settings with the changes made.</summary>
    public QueueSettings With(IReadOnlyDictionary<string, string> changes)
    {
        var values = Values;
        foreach (var (name, given) in changes)
        {
            var value = AttributeRules.Normalize(IsFifo, name, given);
            if (name == FifoQueue && value != "true")
                throw Refusals.InvalidAttributeValue(name, "Modifying queue type is not supported.");
            values = value.Length == 0 ? values.Remove(name) : values.SetItem(name, value);
        }

        return new(Consistent(values, changes));
    }

    /// <summary>The first attribute in which what is asked for is not what is there.</summary>
    public string? DifferenceFrom(IReadOnlyDictionary<string, string> asked)
    {
        var wanted = With(asked).Values;
        return asked.Keys.FirstOrDefault(name => wanted.GetValueOrDefault(name) != Values.GetValueOrDefault(name));
    }

    private static ImmutableSortedDictionary<string, string> Consistent(
        ImmutableSortedDictionary<string, string> values, IReadOnlyDictionary<string, string> changes)
    {
        if (values.GetValueOrDefault(FifoThroughputLimit) == "perMessageGroupId"
            && values[DeduplicationScope] != "messageGroup")
        {
            throw Refusals.InvalidAttributeValue(FifoThroughputLimit,
                "The perMessageGroupId value is allowed only when the value for DeduplicationScope is messageGroup.");
        }

        // What is the default anyway is not shown; a key of one's own takes the place of the managed one.
        if (values.GetValueOrDefault(KmsDataKeyReusePeriodSeconds) == "300")
            values = values.Remove(KmsDataKeyReusePeriodSeconds);
        if (!values.ContainsKey(KmsMasterKeyId))
            return values;
        if (changes.ContainsKey(KmsMasterKeyId) && changes.GetValueOrDefault(SqsManagedSseEnabled) == "true")
        {
            throw Refusals.InvalidAttributeName("You can use one type of server-side encryption (SSE) at one time. "
                + "You can either enable KMS SSE or SQS SSE.");
        }

        return changes.GetValueOrDefault(SqsManagedSseEnabled) == "true"
            ? values.Remove(KmsMasterKeyId)
            : values.SetItem(SqsManagedSseEnabled, "false");
    }

    private TimeSpan Seconds(string name) => TimeSpan.FromSeconds(int.Parse(Values[name]));
}
