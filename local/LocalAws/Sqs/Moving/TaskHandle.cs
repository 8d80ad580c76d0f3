using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebhookSystem.LocalAws.Sqs.Moving;

/// <summary>Names a running move task: to be taken for opaque, but written as AWS writes it.</summary>
internal sealed record TaskHandle(
    [property: JsonPropertyName("taskId")] Guid TaskId, [property: JsonPropertyName("sourceArn")] string SourceArn)
{
    public static TaskHandle Parse(string text)
    {
        try
        {
            var json = Base64.IsValid(text) ? Convert.FromBase64String(text) : [];
            if (JsonSerializer.Deserialize<TaskHandle>(json) is { SourceArn: not null } handle)
                return handle;
        }
        catch (JsonException)
        {
            // No handle of ours: refused like what is not even Base64.
        }

        throw Refusals.InvalidParameter("Value for parameter TaskHandle is invalid.");
    }

    public override string ToString() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this));
}
