using System.Security.Cryptography;

namespace WebhookSystem.Verification;

/// <summary>What the headers say: the signatures, and what was signed with the body.</summary>
internal ref struct Evidence(Span<byte> room)
{
    private const int SignatureBytes = HMACSHA256.HashSizeInBytes;

    private readonly Span<byte> _signatures = room;
    private int _count;

    /// <summary>Bytes of room that the signatures of one header take.</summary>
    public const int RoomBytes = Verifier.SignaturesMax * SignatureBytes;

    public ReadOnlySpan<char> Timestamp { get; private set; }

    public ReadOnlySpan<char> Id { get; private set; }

    /// <summary>Fills in what the scheme needs, as far as the headers have it.</summary>
    public Verdict Read<THeaders>(Scheme scheme, THeaders headers)
        where THeaders : ISignedHeaders
    {
        var signature = Header(headers, scheme.SignatureHeader, int.MaxValue, out var header);
        var id = Header(headers, scheme.IdHeader, Verifier.NameCharactersMax, out var idText);
        var timestamp = Header(headers, scheme.TimestampHeader, Verifier.NameCharactersMax, out var timestampText);
        Id = idText;
        Timestamp = timestampText;

        var verdict = signature != Verdict.Genuine ? signature : id != Verdict.Genuine ? id : timestamp;
        return verdict != Verdict.Genuine ? verdict
            : ReadSignatures(scheme, header) && _count > 0 ? Verdict.Genuine : Verdict.MalformedHeader;
    }

    public readonly bool Holds(ReadOnlySpan<byte> mac)
    {
        var holds = false;
        for (var at = 0; at < _count; at++)
            holds |= CryptographicOperations.FixedTimeEquals(mac, Room(at));
        return holds;
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
        if (scheme.Grammar == HeaderGrammar.One)
        {
            Take(scheme, header);
            return true;
        }

        var parts = 0;
        foreach (var range in header.Split(scheme.Grammar == HeaderGrammar.Pairs ? ',' : ' '))
        {
            if (++parts > Verifier.HeaderPartsMax)
                return false;
            if (scheme.Grammar == HeaderGrammar.List)
                Take(scheme, header[range]);
            else if (!TakePair(scheme, header[range].Trim()))
                return false;
        }

        return true;
    }

    // False where a second timestamp leaves it open which one is signed.
    private bool TakePair(Scheme scheme, ReadOnlySpan<char> part)
    {
        var equals = part.IndexOf('=');
        var name = equals < 0 ? part : part[..equals];
        if (name.SequenceEqual(scheme.SignatureField))
            Take(scheme, part[(equals + 1)..]);
        if (!name.SequenceEqual(scheme.TimestampField))
            return true;
        if (Timestamp.Length > 0)
            return false;
        Timestamp = part[(equals + 1)..];
        return Timestamp.Length <= Verifier.NameCharactersMax;
    }

    private void Take(Scheme scheme, ReadOnlySpan<char> text)
    {
        if (_count < Verifier.SignaturesMax && text.StartsWith(scheme.Prefix, StringComparison.Ordinal)
            && TryDecode(scheme.Encoding, text[scheme.Prefix.Length..], Room(_count)))
            _count++;
    }

    private readonly Span<byte> Room(int at) => _signatures.Slice(at * SignatureBytes, SignatureBytes);

    private static bool TryDecode(BytesEncoding encoding, ReadOnlySpan<char> text, Span<byte> signature) =>
        encoding switch
        {
            BytesEncoding.Hex => text.Length == 2 * SignatureBytes
                && Convert.FromHexString(text, signature, out _, out _) == System.Buffers.OperationStatus.Done,
            BytesEncoding.Base64 => IsCanonicalBase64(text, signature),
            BytesEncoding.Raw => false,
        };

    // Lenient decoders take blanks, and any value in the bits that are over: one signature would have many spellings.
    private static bool IsCanonicalBase64(ReadOnlySpan<char> text, Span<byte> signature)
    {
        Span<char> again = stackalloc char[(SignatureBytes + 2) / 3 * 4];
        return text.Length == again.Length
            && Convert.TryFromBase64Chars(text, signature, out var written) && written == SignatureBytes
            && Convert.TryToBase64Chars(signature, again, out _) && text.SequenceEqual(again);
    }
}
