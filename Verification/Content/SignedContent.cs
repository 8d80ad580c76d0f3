using System.Security.Cryptography;
using System.Text;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Content;

/// <summary>
/// The common contents, which need only body, id and timestamp: hashed part by part, without a copy being made.
/// </summary>
internal sealed class SignedContent
{
    private readonly List<Part> _parts;

    private SignedContent(IEnumerable<Part> parts) => _parts = [.. parts];

    private enum Slot
    {
        Literal,
        Timestamp,
        Id,
        Body,
    }

    /// <summary>Null where the scheme needs more of the request than its headers' text and its body's bytes.</summary>
    public static SignedContent? For(Scheme scheme)
    {
        if (!Keys.MacKey.IsFor(scheme.Algorithm) || scheme.SignatureHeader is null || scheme.Contents.Length > 0
            || scheme.Requires.Length > 0 || scheme.TimestampAt is not null
            || scheme.Grammar == HeaderGrammar.EncodedObject || scheme.SecretSettings.Length > 0)
            return null;
        var parts = scheme.Templates[0].Parts;
        return parts.All(part => part.Group == 0 && (!part.IsSlot || part.Text is "body" or "id" or "timestamp"))
            ? new(parts.Select(part => new Part(SlotOf(part), part.Literal)))
            : null;
    }

    public void AppendTo(
        IncrementalHash hash, ReadOnlySpan<byte> body, ReadOnlySpan<char> id, ReadOnlySpan<char> timestamp)
    {
        foreach (var part in _parts)
        {
            switch (part.Slot)
            {
                case Slot.Literal:
                    hash.AppendData(part.Literal);
                    break;
                case Slot.Body:
                    hash.AppendData(body);
                    break;
                case Slot.Id:
                    Append(hash, id);
                    break;
                case Slot.Timestamp:
                    Append(hash, timestamp);
                    break;
            }
        }
    }

    private static void Append(IncrementalHash hash, ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[3 * Verifier.NameCharactersMax];
        hash.AppendData(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    private static Slot SlotOf(Template.Part part) => !part.IsSlot ? Slot.Literal : part.Text switch
    {
        "id" => Slot.Id,
        "timestamp" => Slot.Timestamp,
        _ => Slot.Body,
    };

    private sealed record Part(Slot Slot, byte[] Literal);
}
