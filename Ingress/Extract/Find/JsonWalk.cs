using System.Text.Json;

namespace WebhookSystem.Ingress.Extract.Find;

/// <summary>
/// Finds all wanted values in one walk over a body. What is no JSON from beginning to end, nests deeper than 64, or has
/// half of a surrogate pair in a name that might be wanted, has none of them. A name that stands twice in one object
/// leaves it open which is meant: then neither counts. So the walk goes to the end of the body, but skips what no
/// pointer leads into.
/// </summary>
internal static class JsonWalk
{
    private const int DepthMax = 64;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static void Find(PointerTree wanted, ReadOnlySpan<byte> body, Span<JsonSlice> values)
    {
        var offset = body.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var reader = new Utf8JsonReader(body[offset..], new JsonReaderOptions { MaxDepth = DepthMax });
        try
        {
            if (reader.Read())
                Value(ref reader, wanted, values, offset);
            while (reader.Read())
            {
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            values.Clear();
        }
    }

    private static void Value(ref Utf8JsonReader reader, PointerTree here, Span<JsonSlice> values, int offset)
    {
        if (here.Place >= 0 && reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
            values[here.Place] = SliceAt(in reader, offset);
        if (reader.TokenType == JsonTokenType.StartObject && !here.IsLeaf)
            Object(ref reader, here, values, offset);
        else if (reader.TokenType == JsonTokenType.StartArray && !here.IsLeaf)
            Array(ref reader, here, values, offset);
        else
            reader.Skip();
    }

    private static void Object(ref Utf8JsonReader reader, PointerTree here, Span<JsonSlice> values, int offset)
    {
        var seen = 0UL;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var child = here.Child(in reader, out var number);
            reader.Read();
            if (child is not null && (seen & (1UL << number)) == 0)
            {
                seen |= 1UL << number;
                Value(ref reader, child, values, offset);
                continue;
            }

            child?.Forget(values);
            reader.Skip();
        }
    }

    private static void Array(ref Utf8JsonReader reader, PointerTree here, Span<JsonSlice> values, int offset)
    {
        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (here.Child(index) is { } child)
                Value(ref reader, child, values, offset);
            else
                reader.Skip();
        }
    }

    private static JsonSlice SliceAt(ref readonly Utf8JsonReader reader, int offset)
    {
        var isString = reader.TokenType == JsonTokenType.String;
        var start = offset + (int)reader.TokenStartIndex + (isString ? 1 : 0);
        return new(start, reader.ValueSpan.Length, isString, reader.ValueIsEscaped);
    }
}
