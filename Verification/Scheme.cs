using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Verification;

/// <summary>How the signature header holds its signatures.</summary>
public enum HeaderGrammar
{
    /// <summary>One signature, after the prefix.</summary>
    One,

    /// <summary><c>name=value</c> pairs between commas.</summary>
    Pairs,

    /// <summary>Signatures between blanks, each after the prefix.</summary>
    List,
}

/// <summary>How bytes are written as text.</summary>
public enum BytesEncoding
{
    Raw,
    Hex,
    Base64,
}

/// <summary>
/// A provider as data: how it signs (HMAC-SHA256 over a content built from the request), and where its requests say
/// what they are.
/// </summary>
public sealed record Scheme
{
    public required string SignatureHeader { get; init; }

    public HeaderGrammar Grammar { get; init; }

    // Settable: generated JSON code gives an absent init-only member its type's default, and not the one stated here.
    public string Prefix { get; set; } = "";

    public string? SignatureField { get; init; }

    public string? TimestampField { get; init; }

    public string? TimestampHeader { get; init; }

    public string? IdHeader { get; init; }

    /// <summary>Literal text with <c>{body}</c>, and <c>{timestamp}</c> and <c>{id}</c> where signed.</summary>
    public required string Content { get; init; }

    public required BytesEncoding Encoding { get; init; }

    /// <summary>How the key's bytes stand in the secret as the provider shows it.</summary>
    public BytesEncoding SecretEncoding { get; init; }

    public string SecretPrefix { get; set; } = "";

    /// <summary>How old a signed timestamp may be; null where none is signed.</summary>
    public TimeSpan? Tolerance { get; init; }

    /// <summary>Where the event's id stands among what is signed; null where no signed id exists.</summary>
    public Location? EventId { get; init; }

    public required Location EventType { get; init; }

    /// <summary>Where an id stands that is not signed: kept to look an event up by, never its identity.</summary>
    public Location? ProviderId { get; init; }

    public Handshake? Handshake { get; init; }

    /// <summary>Headers kept with an event, besides its content type. None of them may hold a secret.</summary>
    public string[] KeptHeaders { get; set; } = [];

    internal SignedContent SignedContent => field ??= SignedContent.Parse(Content);
}

/// <summary>A signed request that is no event: its answer proves to the provider who we are.</summary>
/// <param name="Where">Holds <paramref name="Is"/> in such a request and in no event.</param>
/// <param name="Answer">What the answer repeats, as text.</param>
public sealed record Handshake(Location Where, string Is, Location Answer);
