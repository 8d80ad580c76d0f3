using System.Text.Json;
using System.Text.Json.Serialization;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Contracts;

/// <summary>
/// The JSON of everything that travels or is kept, generated at build time so that it survives trimming.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(InboxMessage))]
[JsonSerializable(typeof(KeyCursor))]
[JsonSerializable(typeof(ReleasedEntry[]))]
[JsonSerializable(typeof(ReleaseRun))]
[JsonSerializable(typeof(ReleaseColumns))]
[JsonSerializable(typeof(WakeUp))]
[JsonSerializable(typeof(OperatorCommand))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class ContractsJson : JsonSerializerContext
{
    private static ContractsJson? _default;

    public static ContractsJson Relaxed => _default ??= new(new JsonSerializerOptions(Default.Options)
    {
        // Bodies are mostly JSON: the relaxed encoder escapes their quotes as \" and not as six characters.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
