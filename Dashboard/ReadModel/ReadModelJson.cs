using System.Text.Json.Serialization;
using WebhookSystem.Dashboard.ReadModel.Views;

namespace WebhookSystem.Dashboard.ReadModel;

/// <summary>JSON inside the read model's columns.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(Gap[]))]
internal sealed partial class ReadModelJson : JsonSerializerContext;
