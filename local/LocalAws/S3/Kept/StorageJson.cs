using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.S3.Buckets;
using WebhookSystem.LocalAws.S3.Storage;

namespace WebhookSystem.LocalAws.S3.Kept;

/// <summary>What is stored, as JSON: a content by its file's name, a lifecycle by its document.</summary>
internal static class StorageJson
{
    public static JsonSerializerOptions Options(ContentFiles files) =>
        KeptJson.With(new OfContent(files), new OfLifecycle());

    private sealed class OfContent(ContentFiles files) : JsonConverter<Content>
    {
        public override Content Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var parts = reader.GetString()!.Split(' ');
            return files.Open(parts[0], long.Parse(parts[1]));
        }

        public override void Write(Utf8JsonWriter writer, Content value, JsonSerializerOptions options) =>
            writer.WriteStringValue($"{files.Keep(value)} {value.Length}");
    }

    private sealed class OfLifecycle : JsonConverter<Lifecycle>
    {
        public override Lifecycle Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            LifecycleDocument.Read(XElement.Parse(reader.GetString()!));

        public override void Write(Utf8JsonWriter writer, Lifecycle value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Document.ToString(SaveOptions.DisableFormatting));
    }
}
