using System.Text.Json;
using System.Text.Json.Serialization;
using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Lambda.Mappings;
using WebhookSystem.LocalAws.Lambda.Pipes.Templates;

namespace WebhookSystem.LocalAws.Lambda.Kept;

/// <summary>A function that somebody created or configured.</summary>
internal sealed record FunctionState(bool IsCreated, TimeSpan Timeout, DateTimeOffset Modified);

/// <summary>A mapping or a pipe.</summary>
internal sealed record ReaderState(SourceSettings Settings, DateTimeOffset Time);

/// <summary>How far a reader has come in a shard.</summary>
/// <param name="First">The first record it wanted, where it has done none yet.</param>
internal sealed record ShardProgressState(string? Checkpoint, string? First, bool BeginsAtLatest, bool IsDrained);

/// <summary>Lambda's declarations as JSON: a filter by its patterns, a template by its text.</summary>
internal static class LambdaJson
{
    public static JsonSerializerOptions Options { get; } = KeptJson.With(
        new OfFilter(), new OfText<InputTemplate>(InputTemplate.Parse, static template => template.Text),
        new OfText<DynamicParameter>(DynamicParameter.Parse, static parameter => parameter.Text));

    private sealed class OfFilter : JsonConverter<FilterCriteria>
    {
        public override FilterCriteria Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(JsonSerializer.Deserialize<string[]>(ref reader, options) ?? []);

        public override void Write(Utf8JsonWriter writer, FilterCriteria value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.Patterns, options);
    }

    private sealed class OfText<T>(Func<string, T> parse, Func<T, string> textOf) : JsonConverter<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(textOf(value));
    }
}
