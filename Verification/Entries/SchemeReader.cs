using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Entries;

/// <summary>Reads one entry strictly: a member that nobody knows is a fault.</summary>
internal static class SchemeReader
{
    public static Scheme Read(Member entry) => entry.Fold(new Scheme(), Set);

    private static Scheme Set(Scheme scheme, Member member) => member.Name switch
    {
        "name" => scheme with { Name = member.Text() },
        "documentation" => scheme with { Documentation = member.Address() },
        "certainty" => scheme with { Certainty = member.OneOf<Certainty>() },
        "note" => scheme with { Note = member.Text() },
        "formOf" => scheme with { FormOf = member.Text() },
        "algorithm" => scheme with { Algorithm = member.OneOf<Algorithm>() },
        _ => SetSignature(scheme, member),
    };

    private static Scheme SetSignature(Scheme scheme, Member member) => member.Name switch
    {
        "signatureHeader" => scheme with { SignatureHeader = member.Text() },
        "otherSignatureHeaders" => scheme with { OtherSignatureHeaders = member.Texts() },
        "signatureAt" => scheme with { SignatureAt = member.PlaceIn() },
        "grammar" => scheme with { Grammar = member.OneOf<HeaderGrammar>() },
        "separators" => scheme with { Separators = member.Text() },
        "prefix" => scheme with { Prefix = member.Text() },
        "signatureField" => scheme with { SignatureField = member.Text() },
        "timestampField" => scheme with { TimestampField = member.Text() },
        "timestampRepeats" => scheme with { TimestampRepeats = member.Flag() },
        "timestampHeader" => scheme with { TimestampHeader = member.Text() },
        "timestampAt" => scheme with { TimestampAt = member.PlaceIn() },
        "timestampForm" => scheme with { TimestampForm = member.OneOf<TimestampForm>() },
        "idHeader" => scheme with { IdHeader = member.Text() },
        "encoding" => scheme with { Encoding = member.OneOf<BytesEncoding>() },
        "tolerance" => scheme with { Tolerance = member.Duration() },
        _ => SetContent(scheme, member),
    };

    private static Scheme SetContent(Scheme scheme, Member member) => member.Name switch
    {
        "content" => scheme with { Content = member.Text() },
        "contents" => scheme with { Contents = member.Each(PartReader.ContentChoice) },
        "multipart" => scheme with { Multipart = member.Flag() },
        "portIsOptional" => scheme with { PortIsOptional = member.Flag() },
        "signedHeadersHeader" => scheme with { SignedHeadersHeader = member.Text() },
        "requires" => scheme with { Requires = member.Each(PartReader.Condition) },
        "token" => scheme with { Token = PartReader.Token(member) },
        _ => SetSecret(scheme, member),
    };

    private static Scheme SetSecret(Scheme scheme, Member member) => member.Name switch
    {
        "secretEncoding" => scheme with { SecretEncoding = member.OneOf<BytesEncoding>() },
        "keyStep" => scheme with { KeyStep = member.OneOf<KeyStep>() },
        "secretPrefix" => scheme with { SecretPrefix = member.Text() },
        "secretSettings" => scheme with { SecretSettings = member.Texts() },
        "published" => scheme with { Published = PartReader.Published(member) },
        "pinned" => scheme with { Pinned = PartReader.Pinned(member) },
        _ => SetEvent(scheme, member),
    };

    private static Scheme SetEvent(Scheme scheme, Member member) => member.Name switch
    {
        "eventId" => scheme with { EventId = member.Location() },
        "eventIdWith" => scheme with { EventIdWith = PartReader.Locations(member) },
        "eventType" => scheme with { EventType = member.Location() },
        "identity" => scheme with { Identity = member.OneOf<Identity>() },
        "providerId" => scheme with { ProviderId = member.Location() },
        "batch" => scheme with { Batch = PartReader.Batch(member) },
        "handshakes" => scheme with { Handshakes = member.Each(ReplyReader.Handshake) },
        "greetings" => scheme with { Greetings = member.Each(ReplyReader.Greeting) },
        "accepted" => scheme with { Accepted = ReplyReader.Reply(member) },
        "deliveries" => scheme with { Deliveries = PartReader.Deliveries(member) },
        "keptHeaders" => scheme with { KeptHeaders = member.Texts() },
        _ => member.Unknown(scheme),
    };
}
