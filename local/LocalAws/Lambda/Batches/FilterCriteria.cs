using System.Text.Json;
using WebhookSystem.EventPatterns;

namespace WebhookSystem.LocalAws.Lambda.Batches;

/// <summary>The patterns of which an event must match one. Without patterns, every event matches.</summary>
internal sealed class FilterCriteria(IReadOnlyList<string> patterns)
{
    private readonly IReadOnlyList<EventPattern> _compiled = [.. patterns.Select(EventPattern.Parse)];

    public static FilterCriteria None { get; } = new([]);

    public IReadOnlyList<string> Patterns => patterns;

    public bool Matches(JsonElement @event) =>
        _compiled.Count == 0 || _compiled.Any(pattern => pattern.Matches(@event));

    public bool Matches(ReadOnlyMemory<byte> utf8Event)
    {
        if (_compiled.Count == 0)
            return true;
        using var document = JsonDocument.Parse(utf8Event);
        return Matches(document.RootElement);
    }
}
