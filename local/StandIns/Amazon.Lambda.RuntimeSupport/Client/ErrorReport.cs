using System.Buffers;
using System.Diagnostics;
using System.Text.Json;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>Writes an exception as Lambda's error object: type, message, stack, and what caused it.</summary>
internal static class ErrorReport
{
    private const int BytesMax = 256 * 1024;

    public static byte[] Write(Exception error)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new() { Indented = true }))
            Write(writer, error);
        return buffer.WrittenCount <= BytesMax ? buffer.WrittenSpan.ToArray()
            : """{"errorMessage": "Exception exceeded maximum payload size of 256KB."}"""u8.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Exception error)
    {
        writer.WriteStartObject();
        writer.WriteString("errorType", error.GetType().Name);
        writer.WriteString("errorMessage", error.Message);
        WriteStack(writer, error);
        if (error.InnerException is not null)
        {
            writer.WritePropertyName("cause");
            Write(writer, error.InnerException);
        }

        if (error is AggregateException { InnerExceptions.Count: > 0 } several)
        {
            writer.WriteStartArray("causes");
            foreach (var cause in several.InnerExceptions)
                Write(writer, cause);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    private static void WriteStack(Utf8JsonWriter writer, Exception error)
    {
        if (string.IsNullOrEmpty(error.StackTrace))
            return;
        writer.WriteStartArray("stackTrace");
        foreach (var line in new StackTrace(error, fNeedFileInfo: true).ToString().Split(
            '\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            writer.WriteStringValue(line);
        writer.WriteEndArray();
    }
}
