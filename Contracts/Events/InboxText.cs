using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace WebhookSystem.Contracts.Events;

/// <summary>Writes an inbox message together with its body, which is its last member.</summary>
/// <remarks>
/// Bodies are mostly JSON, where every tenth character is to be escaped: a serializer that asks for each anew takes
/// longer than a signature.
/// </remarks>
internal static class InboxText
{
    /// <summary>What a thread keeps for its next message; a larger one gets room of its own.</summary>
    private const int KeptBytesMax = 256 * 1024;

    /// <summary>The most that one byte becomes: <c>\u0000</c>.</summary>
    private const int EscapeBytesMax = 6;

    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true,
    };

    // What JSON does not admit as it is; and how U+FFFE and U+FFFF begin, which SQS does not admit.
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(code => (byte)code), (byte)'"', (byte)'\\', 0xEF]);

    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _room;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    public static string Write(InboxMessage message, ReadOnlySpan<byte> body)
    {
        var room = Room();
        var writer = _writer ??= new(room, Options);
        writer.Reset(room);
        JsonSerializer.Serialize(writer, message, ContractsJson.Relaxed.InboxMessage);
        writer.Flush();
        // The last byte closes the object, and is written over when the text is put together.
        var head = room.WrittenCount - 1;
        if (Utf8.IsValid(body))
            WriteText(room, body);
        else
            WriteBase64(room, body);
        return Joined(room.WrittenMemory[..head], room.WrittenMemory[(head + 1)..]);
    }

    private static void WriteText(ArrayBufferWriter<byte> room, ReadOnlySpan<byte> body)
    {
        room.Write(",\"text\":\""u8);
        for (var at = body.IndexOfAny(Special); at >= 0; at = body.IndexOfAny(Special))
        {
            room.Write(body[..at]);
            body = body[(at + Escape(room, body[at..]))..];
        }

        room.Write(body);
        room.Write("\"}"u8);
    }

    /// <summary>Escapes what the text begins with, and says how many of its bytes that is.</summary>
    private static int Escape(ArrayBufferWriter<byte> room, ReadOnlySpan<byte> text)
    {
        if (text[0] is (byte)'"' or (byte)'\\')
        {
            var escape = room.GetSpan(2);
            (escape[0], escape[1]) = ((byte)'\\', text[0]);
            room.Advance(2);
            return 1;
        }

        if (text[0] < ' ')
        {
            var escape = room.GetSpan(EscapeBytesMax);
            Utf8.TryWrite(escape, $"\\u{text[0]:x4}", out var written);
            room.Advance(written);
            return 1;
        }

        room.Write(text switch
        {
            [_, 0xBF, 0xBE, ..] => "\\ufffe"u8,
            [_, 0xBF, 0xBF, ..] => "\\uffff"u8,
            _ => text[..3],
        });
        return 3;
    }

    private static void WriteBase64(ArrayBufferWriter<byte> room, ReadOnlySpan<byte> body)
    {
        room.Write(",\"base64\":\""u8);
        System.Buffers.Text.Base64.EncodeToUtf8(
            body, room.GetSpan(System.Buffers.Text.Base64.GetMaxEncodedToUtf8Length(body.Length)), out _,
            out var written);
        room.Advance(written);
        room.Write("\"}"u8);
    }

    private static string Joined(ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> tail)
    {
        var headCharacters = Encoding.UTF8.GetCharCount(head.Span);
        var length = headCharacters + Encoding.UTF8.GetCharCount(tail.Span);
        return string.Create(length, (head, tail, headCharacters), static (text, parts) =>
        {
            Encoding.UTF8.GetChars(parts.head.Span, text);
            Encoding.UTF8.GetChars(parts.tail.Span, text[parts.headCharacters..]);
        });
    }

    private static ArrayBufferWriter<byte> Room()
    {
        if (_room is null || _room.Capacity > KeptBytesMax)
            _room = new();
        else
            _room.ResetWrittenCount();
        return _room;
    }
}
