using System.Text.Json;

namespace WebhookSystem.Orderer.Read;

/// <summary>Who invoked the function: an array comes from a pipe, and an event's records name their source.</summary>
internal static class EventSource
{
    public enum Kind
    {
        Queue,
        Stream,
        Pipe,
    }

    /// <exception cref="JsonException">The input is of none of the known event sources.</exception>
    public static Kind Of(ReadOnlySpan<byte> input)
    {
        var reader = new Utf8JsonReader(input);
        if (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
            return Kind.Pipe;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals("eventSource"u8))
                continue;
            reader.Read();
            if (reader.ValueTextEquals("aws:sqs"u8))
                return Kind.Queue;
            if (reader.ValueTextEquals("aws:dynamodb"u8))
                return Kind.Stream;
        }

        throw new JsonException(
            "The input is no event of a queue or a stream and no array of a pipe. "
            + "Invoke the function through these alone.");
    }
}
