using System.Text.Json;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Lambda.Pipes.Templates;

/// <summary>A parameter of a target: a fixed value or, where it begins like a path, what the event has there.</summary>
internal sealed class DynamicParameter
{
    private readonly EventPath? _path;

    private DynamicParameter(string text, EventPath? path) => (Text, _path) = (text, path);

    public string Text { get; }

    /// <exception cref="AwsException">It begins like a path, and is none.</exception>
    public static DynamicParameter Parse(string text)
    {
        if (!text.StartsWith("$.", StringComparison.Ordinal))
            return new(text, null);
        return EventPath.TryParse(text, out var path) ? new(text, path)
            : throw new AwsException("ValidationException", $"Invalid JSON path '{text}'.");
    }

    /// <summary>Null where the event has nothing there.</summary>
    public string? Of(JsonElement @event) => _path is null ? Text : _path.Find(@event) switch
    {
        null => null,
        ['"', ..] text => JsonSerializer.Deserialize<string>(text),
        var other => other,
    };
}
