using System.Text;
using System.Text.Json;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Lambda.Pipes.Templates;

/// <summary>
/// What a target gets instead of the event: a text in which <c>&lt;$.path&gt;</c> and <c>&lt;aws.pipes.…&gt;</c> stand
/// for values. Where a value stands alone it is JSON; within quotes, or where the whole template is neither an object
/// nor a list nor a string, it is text, and an object loses its quotes. What is missing is an empty text.
/// </summary>
internal sealed class InputTemplate
{
    private const int LengthMax = 8192;

    private readonly IReadOnlyList<Part> _parts;

    private InputTemplate(string text, IReadOnlyList<Part> parts) => (Text, _parts) = (text, parts);

    public string Text { get; }

    /// <exception cref="AwsException">It is too long, or a placeholder is none of Pipes'.</exception>
    public static InputTemplate Parse(string text)
    {
        if (text.Length > LengthMax)
            throw Invalid("1 validation error detected: Value at 'targetParameters.inputTemplate' failed to satisfy "
                + $"constraint: Member must have length less than or equal to {LengthMax}");
        return new(text, [.. Split(text)]);
    }

    public string Render(JsonElement @event, PipeVariables variables, DateTimeOffset now)
    {
        var rendered = new StringBuilder();
        foreach (var part in _parts)
            rendered.Append(part.Of(@event, variables, now));
        return rendered.ToString();
    }

    private static IEnumerable<Part> Split(string text)
    {
        var isFree = text.AsSpan().TrimStart() is not ['{' or '[' or '"', ..];
        var (begin, isQuoted) = (0, false);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\')
                at++;
            else if (text[at] == '"')
                isQuoted = !isQuoted;
            else if (text[at] == '<' && NameAt(text, at) is { } name)
            {
                yield return new Literal(text[begin..at]);
                yield return Placeholder(name, isFree ? Place.Free : isQuoted ? Place.Quoted : Place.Alone);
                at += name.Length + 1;
                begin = at + 1;
            }
        }

        yield return new Literal(text[begin..]);
    }

    /// <summary>What stands between the brackets, if these are a placeholder's.</summary>
    private static string? NameAt(string text, int at)
    {
        var end = text.IndexOf('>', at);
        if (end < 0)
            return null;
        var name = text[(at + 1)..end];
        return name.StartsWith('$') || name.StartsWith(PipeVariables.Prefix, StringComparison.Ordinal) ? name : null;
    }

    private static Part Placeholder(string name, Place place)
    {
        if (EventPath.TryParse(name, out var path))
            return new Found(path, place);
        return PipeVariables.IsKnown(name) ? new Variable(name, place)
            : throw Invalid($"InputTemplate contains invalid placeholder {name}.");
    }

    private static AwsException Invalid(string message) => new("ValidationException", message);

    private enum Place { Alone, Quoted, Free }

    private static string Write(string? json, Place place) => place switch
    {
        Place.Alone => json ?? "\"\"",
        Place.Quoted => json switch { null => "", ['"', ..] => json[1..^1], _ => Bare(json) },
        Place.Free => json switch
        {
            null => "",
            ['"', ..] => JsonSerializer.Deserialize<string>(json)!,
            _ => Bare(json),
        },
    };

    private static string Bare(string json) =>
        json.Replace("\\\"", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal);

    private abstract record Part
    {
        public abstract string Of(JsonElement @event, PipeVariables variables, DateTimeOffset now);
    }

    private sealed record Literal(string Text) : Part
    {
        public override string Of(JsonElement @event, PipeVariables variables, DateTimeOffset now) => Text;
    }

    private sealed record Found(EventPath Path, Place Place) : Part
    {
        public override string Of(JsonElement @event, PipeVariables variables, DateTimeOffset now) =>
            Write(Path.Find(@event), Place);
    }

    private sealed record Variable(string Name, Place Place) : Part
    {
        public override string Of(JsonElement @event, PipeVariables variables, DateTimeOffset now)
        {
            var json = variables.Find(Name, @event, now);
            return Name == PipeVariables.EventJson ? json! : Write(json, Place);
        }
    }
}
