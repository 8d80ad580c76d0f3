using System.Text.Json;
using System.Text.Json.Serialization;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Contracts;

/// <summary>The JSON of everything that travels or is kept, generated at build time so that it survives trimming.</summary>
[JsonSerializable(typeof(InboxMessage))]
[JsonSerializable(typeof(KeyCursor))]
[JsonSerializable(typeof(ReleasedEntry[]))]
[JsonSerializable(typeof(WakeUp))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ContractsJson : JsonSerializerContext
{
    static ContractsJson() => Default = new ContractsJson(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Bodies are mostly JSON: the relaxed encoder escapes their quotes as \" and not as six characters.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        RespectNullableAnnotations = true,
    });
}
