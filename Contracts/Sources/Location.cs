namespace WebhookSystem.Contracts.Sources;

/// <summary>Where in a request a value stands.</summary>
public enum LocationKind
{
    /// <summary>A JSON pointer (RFC 6901) into the body.</summary>
    Body,

    /// <summary>A header, by name.</summary>
    Header,

    /// <summary>A field of a form-encoded body.</summary>
    Form,
}

/// <summary>A place such as <c>body:/data/id</c>, <c>header:X-Id</c> or <c>form:id</c>.</summary>
public sealed record Location(LocationKind Kind, string Path)
{
    public const string Grammar = "body:/json/pointer, header:Name or form:field";

    /// <summary>Reads a location; false where the text is none.</summary>
    public static bool TryParse(string text, out Location? location)
    {
        location = text.Split(':', 2) switch
        {
            ["body", var path] when IsPointer(path) => new(LocationKind.Body, path),
            ["header", { Length: > 0 } name] when name.All(IsTokenCharacter) => new(LocationKind.Header, name),
            ["form", { Length: > 0 } field] => new(LocationKind.Form, field),
            _ => null,
        };
        return location is not null;
    }

    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}:{Path}";

    private static bool IsPointer(string path)
    {
        for (var tilde = path.IndexOf('~'); tilde >= 0; tilde = path.IndexOf('~', tilde + 1))
        {
            if (tilde + 1 == path.Length || path[tilde + 1] is not ('0' or '1'))
                return false;
        }

        return path.StartsWith('/');
    }

    private static bool IsTokenCharacter(char character) =>
        char.IsAsciiLetterOrDigit(character) || "!#$%&'*+-.^_`|~".Contains(character);
}
