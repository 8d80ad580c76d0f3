using System.Text;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Content;

/// <summary>
/// A content as its entry writes it: literal text, <c>{slots}</c>, and <c>&lt;groups&gt;</c> that fall away where a
/// slot in them has nothing to stand for. A slot is one of the words below, or a <see cref="Place"/>; with a question
/// mark after it, it may be empty.
/// </summary>
/// <remarks>
/// | slot                      | stands for                                                              |
/// | body, timestamp, id       | the raw body; the signed timestamp and id as they were sent             |
/// | method, path, query       | the request line's parts; query with its question mark                  |
/// | url, url.base             | the address as registered; without its query                            |
/// | url.decoded               | the address with the reserved characters' escapes undone                |
/// | query.sorted, form.sorted | <c>a=1&amp;b=2</c> by name; names and values run together by name            |
/// | form.serialized           | the form without its signature as PHP serializes an array, by name      |
/// | headers                   | <c>name:value;…</c> of the headers that the request says are signed          |
/// | crc32                     | the body's checksum, in decimal                                         |
/// | secret.name               | what the secret holds under the name besides its key                    |
/// </remarks>
internal sealed class Template
{
    private static readonly string[] Words =
    [
        "body", "timestamp", "id", "method", "path", "query", "url", "url.base", "url.decoded", "query.sorted",
        "form.sorted", "form.serialized", "headers", "crc32",
    ];

    private readonly List<Part> _parts = [];

    private Template(Condition? when) => When = when;

    public Condition? When { get; }

    public IReadOnlyList<Part> Parts => _parts;

    public bool NeedsUrl => _parts.Any(part => part.IsSlot
        && (part.Text.StartsWith("url", StringComparison.Ordinal) || part.Text is "path" or "query" or "query.sorted"));

    public bool HoldsBody => _parts.Exists(part => part.IsSlot && part.Text == "body");

    /// <summary>Whether the body follows the address with nothing between them.</summary>
    public bool JoinsUrlToBody => _parts.Zip(_parts.Skip(1)).Any(pair =>
        pair.First.IsSlot && pair.First.Text.StartsWith("url", StringComparison.Ordinal) && pair.Second.Text == "body");

    /// <summary>
    /// Whether a header's value holds what stands between the parts: its end could then be another part's.
    /// </summary>
    public bool IsCutBy(Part slot, string value) => slot.Place?.Kind == PlaceKind.Header
        && _parts.Exists(part => !part.IsSlot && value.Contains(part.Text, StringComparison.Ordinal));

    /// <summary>
    /// Whether the place's value is signed and its end is not another's: of several that follow one another, and of
    /// fields that are run together, one can be made longer at the cost of the next.
    /// </summary>
    public bool Signs(Location location, Scheme scheme) => location.Kind switch
    {
        LocationKind.Header => _parts.Exists(part => part.IsSlot && Names(part, scheme) is { } name
            && name.Equals(location.Path, StringComparison.OrdinalIgnoreCase)),
        LocationKind.Body => SignsBody || (_parts.Count(part => part.IsSlot) == 1 && _parts.Exists(part =>
            part.Place is { Kind: PlaceKind.Body or PlaceKind.Raw } place
            && (location.Path == place.Path || (place.Kind == PlaceKind.Raw
                && location.Path.StartsWith(place.Path + "/", StringComparison.Ordinal))))),
        LocationKind.Form => SignsBody || (_parts.Count(part => part.IsSlot) == 1 && _parts.Exists(part =>
            part.Text == "form.serialized"
            || (part.Place is { Kind: PlaceKind.Form, Path: "" } place && place.Name == location.Path))),
    };

    private bool SignsBody => HoldsBody || When is { IsBodyDigest: true };

    private static string? Names(Part part, Scheme scheme) => part.Text switch
    {
        "id" => scheme.IdHeader,
        "timestamp" => scheme.TimestampHeader,
        _ => part.Place is { Kind: PlaceKind.Header } place ? place.Name : null,
    };

    /// <exception cref="FormatException">The text is no content; the message says why.</exception>
    public static Template Parse(ContentChoice choice)
    {
        var template = new Template(choice.When);
        var text = choice.Content;
        var (group, groups) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            var next = text[at] switch { '{' => text.IndexOf('}', at), '<' or '>' => at, _ => EndOfLiteral(text, at) };
            if (next < 0)
                throw new FormatException($"a slot is not closed in '{text}'");
            if (text[at] == '<')
                group = ++groups;
            else if (text[at] == '>')
                group = 0;
            else if (text[at] == '{')
                template._parts.Add(Slot(text[(at + 1)..next], group));
            else
                template._parts.Add(new(false, text[at..(next + 1)], null, false, group));
            at = next + 1;
        }

        return template;
    }

    private static int EndOfLiteral(string text, int at)
    {
        var end = text.IndexOfAny(['{', '<', '>'], at);
        return (end < 0 ? text.Length : end) - 1;
    }

    private static Part Slot(string text, int group)
    {
        var isOptional = text.EndsWith('?');
        var name = isOptional ? text[..^1] : text;
        var place = Place.Parse(name);
        if (place is null && !Words.Contains(name) && !name.StartsWith("secret.", StringComparison.Ordinal))
            throw new FormatException($"'{{{text}}}' is no slot");
        return new(true, name, place, isOptional, group);
    }

    internal sealed record Part(bool IsSlot, string Text, Place? Place, bool IsOptional, int Group)
    {
        public byte[] Literal { get; } = IsSlot ? [] : Encoding.UTF8.GetBytes(Text);
    }
}
