using System.Text;

namespace WebhookSystem.Verification;

/// <summary>What the headers say: the signatures, and what was signed with the body.</summary>
internal sealed record Evidence(IReadOnlyList<byte[]> Signatures, string Timestamp, string Id)
{
    private static readonly Evidence None = new([], "", "");

    public static Verdict Collect(Scheme scheme, SignedRequest request, out Evidence evidence)
    {
        evidence = None;
        var id = "";
        var timestamp = "";
        var verdict = request.TryHeader(scheme.SignatureHeader, out var header);
        if (verdict == Verdict.Genuine && scheme.IdHeader is { } idHeader)
            verdict = request.TryHeader(idHeader, out id);
        if (verdict == Verdict.Genuine && scheme.TimestampHeader is { } timestampHeader)
            verdict = request.TryHeader(timestampHeader, out timestamp);
        if (verdict != Verdict.Genuine)
            return verdict;

        var signatures = ReadSignatures(scheme, header, ref timestamp);
        if (signatures.Count == 0)
            return Verdict.MalformedHeader;
        evidence = new(signatures, timestamp, id);
        return Verdict.Genuine;
    }

    public static byte[]? Decode(BytesEncoding encoding, string text)
    {
        try
        {
            return encoding switch
            {
                BytesEncoding.Raw => Encoding.UTF8.GetBytes(text),
                BytesEncoding.Hex => Convert.FromHexString(text),
                BytesEncoding.Base64 => Convert.FromBase64String(text),
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static List<byte[]> ReadSignatures(Scheme scheme, string header, ref string timestamp)
    {
        if (scheme.Grammar == HeaderGrammar.One)
            return [.. Signature(scheme, header)];
        var separator = scheme.Grammar == HeaderGrammar.Pairs ? ',' : ' ';
        var parts = header.Split(separator, Verifier.HeaderPartsMax + 1);
        if (parts.Length > Verifier.HeaderPartsMax)
            return [];

        var signatures = new List<byte[]>();
        foreach (var part in parts)
        {
            if (scheme.Grammar == HeaderGrammar.List)
                signatures.AddRange(Signature(scheme, part));
            else if (!TakePair(scheme, part.Trim(), signatures, ref timestamp))
                return [];
        }

        return signatures.Count <= Verifier.SignaturesMax ? signatures : signatures[..Verifier.SignaturesMax];
    }

    /// <summary>False where a second timestamp leaves it open which one is signed.</summary>
    private static bool TakePair(Scheme scheme, string part, List<byte[]> signatures, ref string timestamp)
    {
        var equals = part.IndexOf('=');
        var name = equals < 0 ? part : part[..equals];
        var value = part[(equals + 1)..];
        if (name == scheme.SignatureField)
            signatures.AddRange(Signature(scheme, value));
        if (name != scheme.TimestampField)
            return true;
        if (timestamp.Length > 0)
            return false;
        timestamp = value;
        return true;
    }

    private static IEnumerable<byte[]> Signature(Scheme scheme, string text) =>
        text.StartsWith(scheme.Prefix, StringComparison.Ordinal)
        && Decode(scheme.Encoding, text[scheme.Prefix.Length..]) is { Length: > 0 } signature ? [signature] : [];
}
