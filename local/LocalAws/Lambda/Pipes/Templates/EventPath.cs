using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WebhookSystem.LocalAws.Lambda.Pipes.Templates;

/// <summary>
/// A place in an event, in the part of JSON path that Pipes knows: dots, dashes, underscores, slashes, letters and
/// digits, indices, and wildcards, which find any number of values.
/// </summary>
internal sealed class EventPath
{
    private readonly IReadOnlyList<Step> _steps;

    private EventPath(string text, IReadOnlyList<Step> steps) => (Text, _steps) = (text, steps);

    public string Text { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out EventPath? path)
    {
        path = null;
        if (!text.StartsWith('$'))
            return false;
        var steps = new List<Step>();
        var rest = text.AsSpan(1);
        while (rest.Length > 0)
        {
            var length = rest[0] switch { '.' => ReadName(rest, steps), '[' => ReadIndex(rest, steps), _ => 0 };
            if (length == 0)
                return false;
            rest = rest[length..];
        }

        path = new(text, steps);
        return true;
    }

    /// <summary>The value as JSON, with a wildcard a list of all that it found; null where there is none.</summary>
    public string? Find(JsonElement @event)
    {
        IEnumerable<JsonElement> found = _steps.Aggregate<Step, IEnumerable<JsonElement>>(
            [@event], static (values, step) => values.SelectMany(step.From));
        if (!_steps.Any(static step => step.IsWild))
            return found.Select(static value => value.GetRawText()).FirstOrDefault();
        var list = new StringBuilder("[").AppendJoin(',', found.Select(static value => value.GetRawText()));
        return list.Append(']').ToString();
    }

    private static int ReadName(ReadOnlySpan<char> text, List<Step> steps)
    {
        if (text.StartsWith(".*"))
        {
            steps.Add(new(null, null));
            return 2;
        }

        var length = 1;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] is '-' or '_' or '/'))
            length++;
        if (length == 1)
            return 0;
        steps.Add(new(text[1..length].ToString(), null));
        return length;
    }

    private static int ReadIndex(ReadOnlySpan<char> text, List<Step> steps)
    {
        var end = text.IndexOf(']');
        if (end < 0)
            return 0;
        var inside = text[1..end];
        if (inside is "*")
            steps.Add(new(null, null));
        else if (int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
            steps.Add(new(null, index));
        else
            return 0;
        return end + 1;
    }

    /// <summary>A member, an element, or all of either.</summary>
    private sealed record Step(string? Name, int? Index)
    {
        public bool IsWild => this is { Name: null, Index: null };

        public IEnumerable<JsonElement> From(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Object when Name is not null =>
                value.TryGetProperty(Name, out var member) ? [member] : [],
            JsonValueKind.Object when IsWild => value.EnumerateObject().Select(static one => one.Value),
            JsonValueKind.Array when IsWild => value.EnumerateArray(),
            JsonValueKind.Array when Index < value.GetArrayLength() => [value[Index.Value]],
            _ => [],
        };
    }
}
