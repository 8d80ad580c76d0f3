using System.Security.Cryptography;
using System.Text;

namespace WebhookSystem.Verification;

/// <summary>A scheme's content, taken apart once: literal bytes and what goes between them.</summary>
internal sealed class SignedContent
{
    private readonly List<Part> _parts = [];

    private enum Slot
    {
        Literal,
        Timestamp,
        Id,
        Body,
    }

    public static SignedContent Parse(string template)
    {
        var content = new SignedContent();
        for (var rest = template.AsSpan(); rest.Length > 0;)
        {
            var slot = SlotAt(rest, out var length);
            if (slot == Slot.Literal)
                length = rest[1..].IndexOf('{') is var next and >= 0 ? next + 1 : rest.Length;
            content._parts.Add(new(slot, Encoding.UTF8.GetBytes(rest[..length].ToString())));
            rest = rest[length..];
        }

        return content;
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

    private static Slot SlotAt(ReadOnlySpan<char> template, out int length)
    {
        (length, var slot) = template switch
        {
            _ when template.StartsWith("{body}") => ("{body}".Length, Slot.Body),
            _ when template.StartsWith("{id}") => ("{id}".Length, Slot.Id),
            _ when template.StartsWith("{timestamp}") => ("{timestamp}".Length, Slot.Timestamp),
            _ => (0, Slot.Literal),
        };
        return slot;
    }

    private sealed record Part(Slot Slot, byte[] Literal);
}
