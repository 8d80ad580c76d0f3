using System.Text.Json;
using WebhookSystem.Contracts;
using WebhookSystem.Orderer.Release.Send;

namespace WebhookSystem.Simulation.Outer;

/// <summary>What a consumer would have received of one release.</summary>
internal sealed record Received(string Id, long Ordinal, bool IsLate, DateTimeOffset At);

/// <summary>A FIFO queue that deduplicates for five minutes, as Amazon SQS does.</summary>
internal sealed class OrderedQueue
{
    private readonly Dictionary<string, DateTimeOffset> _known = [];

    /// <summary>Everything the queue took, by message group, in order.</summary>
    public Dictionary<string, List<Received>> Groups { get; } = [];

    public void Take(OrderedMessage message, DateTimeOffset now, bool deduplicates)
    {
        if (deduplicates && _known.TryGetValue(message.DeduplicationId, out var first)
            && now - first < Topology.Limits.FifoDeduplication)
            return;
        _known[message.DeduplicationId] = now;
        if (!Groups.TryGetValue(message.GroupId, out var group))
            Groups[message.GroupId] = group = [];
        group.Add(Read(message.Body, now));
    }

    private static Received Read(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        return new(
            root.GetProperty("id").GetString()!, long.Parse(root.GetProperty("sequence").GetString()!),
            root.TryGetProperty("late", out var late) && late.GetBoolean(), now);
    }
}
