using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WebhookSystem.Verification.Content;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Keys;

namespace WebhookSystem.Verification.Read;

/// <summary>What the request says of itself: its signatures, and what was signed with the body.</summary>
internal ref struct Evidence(Span<byte> room, Span<int> lengths)
{
    private readonly Span<byte> _signatures = room;
    private readonly Span<int> _lengths = lengths;

    public int Count { get; private set; }

    public ReadOnlySpan<char> Timestamp { get; private set; }

    public ReadOnlySpan<char> Id { get; private set; }

    /// <summary>Bytes of room that the signatures of one request take.</summary>
    public static int RoomBytes(Scheme scheme) => Verifier.SignaturesMax * SignatureBytes(scheme.Algorithm);

    /// <summary>Fills in what the scheme needs, as far as the headers have it.</summary>
    public Verdict Read<THeaders>(Scheme scheme, THeaders headers)
        where THeaders : ISignedHeaders
    {
        var verdict = scheme.OtherSignatureHeaders.Length == 0
            ? ReadFrom(scheme, headers, scheme.SignatureHeader!)
            : ReadFromAny(scheme, headers);
        var named = ReadNames(scheme, headers);
        return verdict != Verdict.Genuine ? verdict : named;
    }

    /// <summary>The id and the timestamp that stand in headers.</summary>
    public Verdict ReadNames<THeaders>(Scheme scheme, THeaders headers)
        where THeaders : ISignedHeaders
    {
        var id = Header(headers, scheme.IdHeader, Verifier.NameCharactersMax, out var idText);
        var timestamp = Header(headers, scheme.TimestampHeader, Verifier.NameCharactersMax, out var timestampText);
        Id = idText;
        if (scheme.TimestampHeader is not null)
            Timestamp = timestampText;
        return id != Verdict.Genuine ? id : timestamp;
    }

    /// <summary>Takes the signatures out of a text of the scheme's grammar.</summary>
    public Verdict Take(Scheme scheme, string text) =>
        ReadSignatures(scheme, text) && Count > 0 ? Verdict.Genuine : Verdict.MalformedHeader;

    public readonly ReadOnlySpan<byte> Signature(int at) => Room(at)[.._lengths[at]];

    public readonly bool Holds(ReadOnlySpan<byte> mac)
    {
        var holds = false;
        for (var at = 0; at < Count; at++)
            holds |= CryptographicOperations.FixedTimeEquals(mac, Signature(at));
        return holds;
    }

    private static int SignatureBytes(Algorithm algorithm) =>
        MacKey.IsFor(algorithm) ? MacKey.SizeOf(algorithm) : PublicKey.SignatureBytesMax;

    private Verdict ReadFromAny<THeaders>(Scheme scheme, THeaders headers)
        where THeaders : ISignedHeaders
    {
        var verdict = ReadFrom(scheme, headers, scheme.SignatureHeader!);
        foreach (var name in scheme.OtherSignatureHeaders)
        {
            var other = ReadFrom(scheme, headers, name);
            // One that is not there says nothing; one that is malformed spoils the request.
            if (verdict == Verdict.MissingHeader || other == Verdict.MalformedHeader)
                verdict = other;
        }

        return verdict;
    }

    private Verdict ReadFrom<THeaders>(Scheme scheme, THeaders headers, string name)
        where THeaders : ISignedHeaders
    {
        var verdict = Header(headers, name, Verifier.HeaderCharactersMax, out var header);
        return verdict == Verdict.Genuine ? Take(scheme, header) : verdict;
    }

    // A header that stands exactly once; twice is as wrong as not at all.
    private static Verdict Header<THeaders>(THeaders headers, string? name, int charactersMax, out string value)
        where THeaders : ISignedHeaders
    {
        value = "";
        if (name is null)
            return Verdict.Genuine;
        var count = headers.Read(name, out value);
        return count == 0 ? Verdict.MissingHeader
            : count == 1 && value.Length > 0 && value.Length <= charactersMax ? Verdict.Genuine
            : Verdict.MalformedHeader;
    }

    private bool ReadSignatures(Scheme scheme, ReadOnlySpan<char> header)
    {
        if (scheme.Grammar is HeaderGrammar.One or HeaderGrammar.EncodedObject)
        {
            TakeOne(scheme, scheme.Grammar == HeaderGrammar.One ? header : Unwrapped(scheme, header));
            return true;
        }

        var parts = 0;
        foreach (var range in header.SplitAny(SeparatorsOf(scheme)))
        {
            if (++parts > Verifier.HeaderPartsMax)
                return false;
            var part = header[range].Trim();
            var isRead = scheme.Grammar switch
            {
                HeaderGrammar.Pairs => IsGap(scheme, part) || TakePair(scheme, part, '='),
                HeaderGrammar.Bars => TakePair(scheme, part, '|'),
                HeaderGrammar.TimestampFirst when parts == 1 => TakeTimestamp(scheme, part),
                _ => TakeOne(scheme, scheme.Grammar == HeaderGrammar.List ? header[range] : part),
            };
            if (!isRead)
                return false;
        }

        return true;
    }

    private static ReadOnlySpan<char> SeparatorsOf(Scheme scheme) => scheme.Separators.Length > 0 ? scheme.Separators
        : scheme.Grammar switch { HeaderGrammar.List => " ", HeaderGrammar.Bars => "&", _ => "," };

    // Between two separators there is nothing where one of them is a blank, and only there.
    private static bool IsGap(Scheme scheme, ReadOnlySpan<char> part) =>
        part.IsEmpty && scheme.Separators.Contains(' ');

    // False where the part is no pair, or leaves it open which timestamp is signed.
    private bool TakePair(Scheme scheme, ReadOnlySpan<char> part, char between)
    {
        var equals = part.IndexOf(between);
        if (equals < 0)
            return false;
        var name = part[..equals];
        var value = part[(equals + 1)..];
        if (scheme.TimestampField is not null && name.SequenceEqual(scheme.TimestampField))
            return TakeTimestamp(scheme, value);
        if (scheme.SignatureField is null || name.SequenceEqual(scheme.SignatureField))
            TakeOne(scheme, value);
        return true;
    }

    private bool TakeTimestamp(Scheme scheme, ReadOnlySpan<char> text)
    {
        if (Timestamp.Length > 0)
            return scheme.TimestampRepeats && Timestamp.SequenceEqual(text);
        Timestamp = text;
        return Timestamp.Length is > 0 and <= Verifier.NameCharactersMax;
    }

    private bool TakeOne(Scheme scheme, ReadOnlySpan<char> text)
    {
        if (Count == Verifier.SignaturesMax || !text.StartsWith(scheme.Prefix, StringComparison.Ordinal))
            return true;
        var length = SignatureText.Read(scheme.Encoding, text[scheme.Prefix.Length..], Room(Count));
        if (length > 0 && (!MacKey.IsFor(scheme.Algorithm) || length == MacKey.SizeOf(scheme.Algorithm)))
            _lengths[Count++] = length;
        return true;
    }

    private readonly Span<byte> Room(int at)
    {
        var size = _signatures.Length / Verifier.SignaturesMax;
        return _signatures.Slice(at * size, size);
    }

    private static string Unwrapped(Scheme scheme, ReadOnlySpan<char> header)
    {
        try
        {
            using var wrapped = JsonDocument.Parse(
                Encoding.UTF8.GetString(Convert.FromBase64String(header.ToString())));
            return wrapped.RootElement.ValueKind == JsonValueKind.Object && wrapped.RootElement.TryGetProperty(
                scheme.SignatureField ?? "", out var signature) ? JsonText.Of(signature) ?? "" : "";
        }
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException)
        {
            return "";
        }
    }
}
