using System.Text.Encodings.Web;
using System.Text.Json;

namespace WebhookSystem.Simulator.Providers;

/// <summary>A payload's JSON, with no more escapes than providers write.</summary>
internal static class Payload
{
    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Of(object payload) => JsonSerializer.SerializeToUtf8Bytes(payload, Plain);
}
