using System.Buffers.Text;
using System.Text;

namespace WebhookSystem.LocalAws.Sqs.Moving;

/// <summary>Names a running move task; opaque to callers.</summary>
internal sealed record TaskHandle(Guid TaskId, string SourceArn)
{
    public static TaskHandle Parse(string text)
    {
        if (Base64.IsValid(text))
        {
            var parts = Encoding.UTF8.GetString(Convert.FromBase64String(text)).Split(' ', 2);
            if (parts.Length == 2 && Guid.TryParse(parts[0], out var id))
                return new(id, parts[1]);
        }

        throw Refusals.InvalidParameter("Value for parameter TaskHandle is invalid.");
    }

    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{TaskId} {SourceArn}"));
}
