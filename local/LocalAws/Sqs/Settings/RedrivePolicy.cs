using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebhookSystem.LocalAws.Sqs.Settings;

/// <summary>Where a message goes that was received too often.</summary>
internal sealed record RedrivePolicy(string DeadLetterArn, int ReceivesMax)
{
    private const int ReceivesHigh = 1_000;

    /// <summary>Null where the text is empty: there is no policy then.</summary>
    public static RedrivePolicy? Parse(string text)
    {
        if (text.Length == 0)
            return null;
        var policy = PolicyText.Parse(text, "RedrivePolicy");
        var arn = Required(policy, "deadLetterTargetArn", text);
        var given = Required(policy, "maxReceiveCount", text);
        return int.TryParse(given, out var receives) && receives is >= 1 and <= ReceivesHigh
            ? new(arn, receives)
            : throw Refusals.InvalidValue(text, "RedrivePolicy", $"Invalid value for maxReceiveCount: {given}, "
                + $"valid values are from 1 to {ReceivesHigh} both inclusive.");
    }

    public override string ToString() => new JsonObject
    {
        ["deadLetterTargetArn"] = DeadLetterArn,
        ["maxReceiveCount"] = ReceivesMax,
    }.ToJsonString();

    private static string Required(JsonElement policy, string name, string text) =>
        policy.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.ToString()
            : throw Refusals.InvalidValue(
                text, "RedrivePolicy", $"Redrive policy does not contain mandatory attribute: {name}.");
}
