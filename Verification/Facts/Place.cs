namespace WebhookSystem.Verification.Facts;

/// <summary>Where in a request a value stands that verification needs.</summary>
public enum PlaceKind
{
    Header,
    Query,

    /// <summary>A JSON pointer into the body; the value's text.</summary>
    Body,

    /// <summary>A JSON pointer into the body; the value's JSON, byte for byte.</summary>
    Raw,

    /// <summary>A field of a form; with a pointer after it, into the JSON that the field holds.</summary>
    Form,
}

/// <summary>A place such as <c>header:X-Id</c>, <c>query:code</c>, <c>body:/a/b</c> or <c>form:json/a/b</c>.</summary>
public sealed record Place(PlaceKind Kind, string Name, string Path = "")
{
    public const string Grammar =
        "header:Name, query:name, body:/pointer, raw:/pointer, form:field or form:field/pointer";

    /// <summary>Reads a place; null where the text is none.</summary>
    public static Place? Parse(string text) => text.Split(':', 2) switch
    {
        ["header", { Length: > 0 } name] when !name.Contains(' ', StringComparison.Ordinal) =>
            new(PlaceKind.Header, name),
        ["query", { Length: > 0 } name] => new(PlaceKind.Query, name),
        ["body", ['/', ..] pointer] => new(PlaceKind.Body, "", pointer),
        ["raw", ['/', ..] pointer] => new(PlaceKind.Raw, "", pointer),
        ["form", { Length: > 0 } field] when field.IndexOf('/') is var slash && slash != 0 => slash < 0
            ? new(PlaceKind.Form, field)
            : new(PlaceKind.Form, field[..slash], field[slash..]),
        _ => null,
    };

    public override string ToString() => $"{Kind.ToString().ToLowerInvariant()}:{Name}{Path}";
}
