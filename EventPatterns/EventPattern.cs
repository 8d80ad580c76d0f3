using System.Text.Json;
using WebhookSystem.EventPatterns.Matching;
using WebhookSystem.EventPatterns.Reading;

namespace WebhookSystem.EventPatterns;

/// <summary>
/// A pattern in EventBridge's grammar, read once and matched often. Every field of the pattern must be matched by the
/// event; a field's values are alternatives; what the pattern does not name does not matter.
/// </summary>
public sealed class EventPattern
{
    private readonly ObjectPattern _root;

    private EventPattern(ObjectPattern root) => _root = root;

    /// <exception cref="InvalidPatternException">The text is no pattern; the message says where and why.</exception>
    public static EventPattern Parse(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json);
            return new(PatternReader.ReadRoot(document.RootElement));
        }
        catch (JsonException error)
        {
            throw new InvalidPatternException("The pattern is not JSON: " + error.Message, error);
        }
        catch (InvalidOperationException error)
        {
            // What System.Text.Json says where text that it is asked for cannot be a string.
            throw new InvalidPatternException(
                "The pattern has half a character: a surrogate, such as \\ud800, that stands alone.", error);
        }
    }

    public bool Matches(JsonElement @event) => _root.Matches(@event);

    /// <exception cref="JsonException">The event is not JSON.</exception>
    public bool Matches(ReadOnlyMemory<byte> utf8Event)
    {
        using var document = JsonDocument.Parse(utf8Event);
        return Matches(document.RootElement);
    }
}
