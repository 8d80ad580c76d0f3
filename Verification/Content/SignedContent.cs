using System.Security.Cryptography;
using System.Text;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Content;

/// <summary>
/// The common contents, which need only body, id and timestamp: hashed part by part, without a copy being made.
/// </summary>
internal sealed class SignedContent
{
    /// <summary>
    /// Room for a signed id or timestamp, whatever its characters, and a small body: to copy a KB costs less than a
    /// call.
    /// </summary>
    public const int RoomBytes = (3 * Verifier.NameCharactersMax) + 1280;

    private readonly Part[] _parts;

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

    /// <summary>
    /// What stands before and after the body goes together, and with it where it is small: each call costs as much as
    /// some hundred bytes.
    /// </summary>
    /// <param name="room"><see cref="RoomBytes"/>.</param>
    public void AppendTo(
        IncrementalHash hash, Span<byte> room, ReadOnlySpan<byte> body, ReadOnlySpan<char> id,
        ReadOnlySpan<char> timestamp)
    {
        var used = 0;
        foreach (var part in _parts)
        {
            if (part.Slot == Slot.Body)
            {
                if (used > 0 && body.TryCopyTo(room[used..]))
                {
                    used += body.Length;
                    continue;
                }

                Flush(hash, room, ref used);
                hash.AppendData(body);
                continue;
            }

            var text = part.Slot == Slot.Id ? id : timestamp;
            var bytesMax = part.Slot == Slot.Literal ? part.Literal.Length : 3 * text.Length;
            if (bytesMax > room.Length - used)
                Flush(hash, room, ref used);
            if (part.Slot != Slot.Literal)
                used += Encoding.UTF8.GetBytes(text, room[used..]);
            else if (part.Literal.AsSpan().TryCopyTo(room[used..]))
                used += part.Literal.Length;
            else
                hash.AppendData(part.Literal);
        }

        Flush(hash, room, ref used);
    }

    private static void Flush(IncrementalHash hash, ReadOnlySpan<byte> room, ref int used)
    {
        if (used > 0)
            hash.AppendData(room[..used]);
        used = 0;
    }

    private static Slot SlotOf(Template.Part part) => !part.IsSlot ? Slot.Literal : part.Text switch
    {
        "id" => Slot.Id,
        "timestamp" => Slot.Timestamp,
        _ => Slot.Body,
    };

    private sealed record Part(Slot Slot, byte[] Literal);
}
