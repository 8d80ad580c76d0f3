using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebhookSystem.LocalAws.Sqs.Settings;

/// <summary>Which queues may use this one as their dead-letter queue.</summary>
/// <param name="Permission"><c>allowAll</c>, <c>denyAll</c> or <c>byQueue</c>.</param>
internal sealed record RedriveAllowPolicy(string Permission, IReadOnlyList<string> SourceArns)
{
    private const int SourcesMax = 10;

    /// <summary>Null where the text is empty: everyone may then.</summary>
    public static RedriveAllowPolicy? Parse(string text)
    {
        if (text.Length == 0)
            return null;
        var policy = PolicyText.Parse(text, "RedriveAllowPolicy");
        var permission = policy.TryGetProperty("redrivePermission", out var value) ? value.ToString() : "";
        var isList = policy.TryGetProperty("sourceQueueArns", out var arns) && arns.ValueKind == JsonValueKind.Array;
        string[] sources = isList
            ? [.. arns.EnumerateArray().Select(static arn => arn.ToString())]
            : [];
        var isSound = permission is "byQueue" ? sources.Length is >= 1 and <= SourcesMax
            : permission is "allowAll" or "denyAll" && sources.Length == 0;
        return isSound ? new(permission, sources) : throw Refusals.InvalidValue(
            text, "RedriveAllowPolicy", "Amazon SQS can't create the redrive allow policy: redrivePermission must be "
            + "allowAll, denyAll, or byQueue with 1 to 10 sourceQueueArns.");
    }

    public bool Allows(string sourceArn) =>
        Permission == "allowAll" || (Permission == "byQueue" && SourceArns.Contains(sourceArn));

    public override string ToString()
    {
        var policy = new JsonObject { ["redrivePermission"] = Permission };
        if (SourceArns.Count > 0)
            policy["sourceQueueArns"] = new JsonArray([.. SourceArns.Select(static arn => (JsonNode)arn!)]);
        return policy.ToJsonString();
    }
}
