using System.Text.Json;

namespace WebhookSystem.LocalAws.Lambda.Pipes.Templates;

/// <summary>What a template may say about the pipe and the event beside paths into it, each as JSON.</summary>
internal sealed record PipeVariables(string PipeArn, string SourceArn, string TargetArn)
{
    public const string Prefix = "aws.pipes.";

    /// <summary>The event as it is, quotes and all, wherever it stands.</summary>
    public const string EventJson = Prefix + "event.json";

    private const string IngestionTime = Prefix + "event.ingestion-time";

    private static readonly string[] Names =
    [
        Prefix + "pipe-arn", Prefix + "pipe-name", Prefix + "source-arn", Prefix + "enrichment-arn",
        Prefix + "target-arn", IngestionTime, Prefix + "event", EventJson,
    ];

    public static bool IsKnown(string name) => Names.Contains(name, StringComparer.Ordinal);

    /// <returns>Null for an enrichment's: there is none.</returns>
    public string? Find(string name, JsonElement @event, DateTimeOffset now) => name[Prefix.Length..] switch
    {
        "pipe-arn" => Text(PipeArn),
        "pipe-name" => Text(PipeArn[(PipeArn.LastIndexOf('/') + 1)..]),
        "source-arn" => Text(SourceArn),
        "target-arn" => Text(TargetArn),
        "event.ingestion-time" => Text(now.UtcDateTime.ToString(
            "yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)),
        "event" or "event.json" => @event.GetRawText(),
        _ => null,
    };

    private static string Text(string value) => $"\"{JsonEncodedText.Encode(value)}\"";
}
