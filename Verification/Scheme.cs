using WebhookSystem.Contracts.Sources;
using WebhookSystem.Verification.Content;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Greet;
using WebhookSystem.Verification.Tokens;

namespace WebhookSystem.Verification;

/// <summary>
/// A provider as data: how it signs, over a content built from the request, and where its requests say what they are.
/// </summary>
public sealed record Scheme
{
    public string Name { get; init; } = "";

    public Uri? Documentation { get; init; }

    public Certainty Certainty { get; init; }

    /// <summary>What whoever sets the provider up should know.</summary>
    public string? Note { get; init; }

    /// <summary>The entry that this is another form of; that one never accepts what only this one does.</summary>
    public string? FormOf { get; init; }

    public Algorithm Algorithm { get; init; }

    /// <summary>The header with the signature; null where it stands elsewhere.</summary>
    public string? SignatureHeader { get; init; }

    /// <summary>Headers that may hold a signature as well as, or instead of, the first.</summary>
    public string[] OtherSignatureHeaders { get; init; } = [];

    /// <summary>Where the signature or token stands if not in a header.</summary>
    public Place? SignatureAt { get; init; }

    public HeaderGrammar Grammar { get; init; }

    /// <summary>Each of these characters ends a part of the header.</summary>
    public string Separators { get; init; } = "";

    public string Prefix { get; init; } = "";

    /// <summary>The name of a signature among pairs; null where any name will do.</summary>
    public string? SignatureField { get; init; }

    public string? TimestampField { get; init; }

    /// <summary>Every signature of the header comes with the timestamp again.</summary>
    public bool TimestampRepeats { get; init; }

    public string? TimestampHeader { get; init; }

    /// <summary>Where a signed timestamp stands if not in a header.</summary>
    public Place? TimestampAt { get; init; }

    public TimestampForm TimestampForm { get; init; }

    public string? IdHeader { get; init; }

    /// <summary>The form may come as <c>multipart/form-data</c>.</summary>
    public bool Multipart { get; init; }

    /// <summary>What is signed: literal text and slots, by the grammar of <see cref="Template"/>.</summary>
    public string Content { get; init; } = "";

    /// <summary>What is signed where that depends on the request: the first whose condition holds counts.</summary>
    public ContentChoice[] Contents { get; init; } = [];

    public BytesEncoding Encoding { get; init; }

    /// <summary>How the key's bytes stand in the secret as the provider shows it.</summary>
    public BytesEncoding SecretEncoding { get; init; }

    public KeyStep KeyStep { get; init; }

    public string SecretPrefix { get; init; } = "";

    /// <summary>What the secret holds besides its key; it is then a JSON object of these and <c>key</c>.</summary>
    public string[] SecretSettings { get; init; } = [];

    public Published? Published { get; init; }

    /// <summary>Places that must hold what the secret states under a name, where it states it.</summary>
    public Dictionary<string, Place> Pinned { get; init; } = [];

    /// <summary>The URL may have been signed with its port or without.</summary>
    public bool PortIsOptional { get; init; }

    /// <summary>Header that lists the headers which <c>{headers}</c> stands for.</summary>
    public string? SignedHeadersHeader { get; init; }

    /// <summary>What else must hold for a request to be of this scheme.</summary>
    public Condition[] Requires { get; init; } = [];

    public TokenRules? Token { get; init; }

    /// <summary>How old a signed timestamp may be; null where none is signed.</summary>
    public TimeSpan? Tolerance { get; init; }

    /// <summary>Where the event's id stands among what is signed; null where no signed id exists.</summary>
    public Location? EventId { get; init; }

    /// <summary>What else an event's id is made of, where it is not enough alone.</summary>
    public Location[] EventIdWith { get; init; } = [];

    public Location? EventType { get; init; }

    /// <summary>What an event is known by that has no such id.</summary>
    public Identity Identity { get; init; }

    /// <summary>Where an id stands that is not signed: kept to look an event up by, never its identity.</summary>
    public Location? ProviderId { get; init; }

    /// <summary>Where several events come in one request; null where each comes alone.</summary>
    public Batch? Batch { get; init; }

    public Handshake[] Handshakes { get; init; } = [];

    public Greeting[] Greetings { get; init; } = [];

    /// <summary>What an accepted event is answered where the provider is particular about it.</summary>
    public Reply? Accepted { get; init; }

    public Deliveries? Deliveries { get; init; }

    /// <summary>Headers kept with an event, besides its content type. None of them may hold a secret.</summary>
    public string[] KeptHeaders { get; init; } = [];

    /// <summary>Whether the address is signed, so that it has to be known as it is registered.</summary>
    public bool SignsUrl => Templates.Any(template => template.NeedsUrl)
        || Token is { UrlHash: not null } or { RequestHash: true };

    /// <summary>Whether the verifier wants the request's method and address.</summary>
    public bool NeedsAddress => SignsUrl || SignatureAt?.Kind == PlaceKind.Query
        || Templates.Any(template => template.Parts.Any(part => part.Text == "method"));

    /// <summary>Whether the type that an event states can be believed as much as the event.</summary>
    public bool TypeIsSigned => EventType is { Kind: not LocationKind.Header }
        || Algorithm is Algorithm.SharedSecret or Algorithm.Basic || Token is { BodyHash: null, IsBody: false };

    /// <summary>
    /// Whether nobody who captured a request can change what stands there and have it believed. Where a secret or a
    /// token vouches for any body, whoever captured a request has that itself.
    /// </summary>
    public bool Signs(Location location) => Algorithm is Algorithm.SharedSecret or Algorithm.Basic
        || (Token is { BodyHash: null, IsBody: false })
        || (Token is not null ? location.Kind != LocationKind.Header
            : Templates.All(template => template.Signs(location, this)));

    /// <summary>Whether the whole body is signed, or comes with a secret that vouches for it.</summary>
    public bool SignsBody => Algorithm is Algorithm.SharedSecret or Algorithm.Basic or Algorithm.Token
        || Templates.All(template => template.HoldsBody);

    /// <summary>Whether all fields of a form are signed.</summary>
    public bool SignsFields => Templates.Any(template => template.Parts.Any(part =>
        part.Text.StartsWith("form.", StringComparison.Ordinal)));

    /// <summary>Whether fields of a form are signed, and so a form is what is sent.</summary>
    public bool SignsForm => Templates.Any(template => template.Parts.Any(part =>
        part.Text.StartsWith("form", StringComparison.Ordinal)));

    internal SignedContent? LeanContent => field ??= SignedContent.For(this);

    internal Template[] Templates => field ??= [.. (Contents.Length > 0 ? Contents : [new() { Content = Content }])
        .Select(Template.Parse)];
}
