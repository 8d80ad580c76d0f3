using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Messages;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs.Operations.Receiving;

/// <summary>Which attributes the receiver wants to see.</summary>
internal sealed class WantedAttributes
{
    private static readonly string[] SystemNames =
    [
        "All", "SenderId", "SentTimestamp", "ApproximateReceiveCount", "ApproximateFirstReceiveTimestamp",
        "SequenceNumber", "MessageDeduplicationId", "MessageGroupId", "AWSTraceHeader", "DeadLetterQueueSourceArn",
    ];

    private readonly HashSet<string> _system;
    private readonly string[] _names;
    private readonly string[] _prefixes;
    private readonly bool _isAll;

    public WantedAttributes(JsonElement input)
    {
        // The newer member counts alone where both are given.
        var system = input.Array("MessageSystemAttributeNames").ToList();
        _system = [.. (system.Count > 0 ? system : input.Array("AttributeNames")).Select(static name => name.AsText())];
        foreach (var unknown in _system.Where(static name => !SystemNames.Contains(name)))
            throw Refusals.UnknownAttribute(unknown);

        _names = [.. input.Array("MessageAttributeNames").Select(static name => name.AsText())];
        _prefixes = [.. _names.Where(static name => name.EndsWith(".*", StringComparison.Ordinal))
            .Select(static name => name[..^2])];
        _isAll = _names.Any(static name => name is "All" or "*" or ".*");
    }

    public bool HasSystem => _system.Count > 0;

    public bool IncludesSystem(string name) => _system.Contains("All") || _system.Contains(name);

    public IReadOnlyList<MessageAttribute> Of(MessageContent content) =>
        _isAll ? content.Attributes : [.. content.Attributes.Where(attribute => _names.Contains(attribute.Name)
            || _prefixes.Any(prefix => attribute.Name.StartsWith(prefix, StringComparison.Ordinal)))];
}
