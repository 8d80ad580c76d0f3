using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.Serialization.SystemTextJson;

/// <summary>Serializes by reflection: for everything that is not trimmed.</summary>
[RequiresUnreferencedCode("Trimmed functions use SourceGeneratorLambdaJsonSerializer with a JsonSerializerContext.")]
[UnconditionalSuppressMessage(
    "AOT", "IL3050", Justification = "The official type says so by RequiresUnreferencedCode only.")]
public class DefaultLambdaJsonSerializer : AbstractLambdaJsonSerializer, ILambdaSerializer
{
    public DefaultLambdaJsonSerializer()
        : this(null, null)
    {
    }

    public DefaultLambdaJsonSerializer(Action<JsonSerializerOptions>? customizer)
        : this(customizer, null)
    {
    }

    public DefaultLambdaJsonSerializer(
        Action<JsonSerializerOptions>? customizer, Action<JsonWriterOptions>? jsonWriterCustomizer)
        : base(jsonWriterCustomizer)
    {
        SerializerOptions = CreateDefaultJsonSerializationOptions();
        customizer?.Invoke(SerializerOptions);
    }

    protected JsonSerializerOptions SerializerOptions { get; }

    protected override void InternalSerialize<T>(Utf8JsonWriter writer, T response) =>
        JsonSerializer.Serialize(writer, response, SerializerOptions);

    protected override T InternalDeserialize<T>(byte[] utf8Json) =>
        JsonSerializer.Deserialize<T>(utf8Json, SerializerOptions)!;
}
