using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Amazon;

namespace WebhookSystem.StandIns.AwsJson;

/// <summary>How the SDK's model classes look as AWS's JSON: unset members are left out, times are seconds.</summary>
internal static class JsonModel
{
    // Each of the levels that DynamoDB's documents may have takes two, and the service's own are around them.
    private const int DepthMax = 256;

    public static JsonSerializerOptions OptionsOf(IJsonTypeInfoResolver model, params JsonConverter[] constants)
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = model.WithAddedModifier(LeaveOutWhatIsUnset),
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            PropertyNameCaseInsensitive = true,
            MaxDepth = DepthMax,
        };
        options.Converters.Add(new EpochSeconds());
        options.Converters.Add(new Base64Stream());
        foreach (var constant in constants)
            options.Converters.Add(constant);
        options.MakeReadOnly();
        return options;
    }

    public static JsonTypeInfo<T> TypeOf<T>(JsonSerializerOptions options) =>
        (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    private static void LeaveOutWhatIsUnset(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (typeof(ICollection).IsAssignableFrom(property.PropertyType))
            {
                // With the SDK's old way of initialized collections an empty one means unset.
                property.ShouldSerialize = static (_, value) =>
                    value is ICollection collection && (collection.Count > 0 || !AWSConfigs.InitializeCollections);
            }

            // The services' idempotency token: one is made where the caller gives none, and kept over retries.
            if (property is { Name: "ClientRequestToken", Get: { } given })
                property.Get = request => given(request) ?? Guid.NewGuid().ToString();
        }
    }
}
