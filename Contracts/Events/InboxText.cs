using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace WebhookSystem.Contracts.Events;

/// <summary>Writes an inbox message together with its body, which is its last member.</summary>
internal static class InboxText
{
    /// <summary>What a thread keeps for its next message; a larger one gets room of its own.</summary>
    private const int KeptBytesMax = 256 * 1024;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true,
    };

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _head;

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _tail;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static string Write(InboxMessage message, ReadOnlySpan<byte> body)
    {
        var (head, tail) = (Room(ref _head), Room(ref _tail));
        var writer = _writer ??= new(head, Options);
        writer.Reset(head);
        JsonSerializer.Serialize(writer, message, ContractsJson.Relaxed.InboxMessage);
        writer.Flush();
        writer.Reset(tail);
        writer.WriteStartObject();
        if (Utf8.IsValid(body))
            writer.WriteString("text"u8, body);
        else
            writer.WriteBase64String("base64"u8, body);
        writer.WriteEndObject();
        writer.Flush();
        return Joined(head.WrittenMemory[..^1], tail.WrittenMemory[1..]);
    }

    private static string Joined(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail)
    {
        var headCharacters = Encoding.UTF8.GetCharCount(head.Span);
        var length = headCharacters + 1 + Encoding.UTF8.GetCharCount(tail.Span);
        return string.Create(length, (head, tail, headCharacters), static (text, parts) =>
        {
            Encoding.UTF8.GetChars(parts.head.Span, text);
            text[parts.headCharacters] = ',';
            Encoding.UTF8.GetChars(parts.tail.Span, text[(parts.headCharacters + 1)..]);
        });
    }

    private static ArrayBufferWriter<byte> Room(ref ArrayBufferWriter<byte>? room)
    {
        if (room is null || room.Capacity > KeptBytesMax)
            room = new();
        else
            room.ResetWrittenCount();
        return room;
    }
}
