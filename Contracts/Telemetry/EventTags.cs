namespace WebhookSystem.Contracts.Telemetry;

/// <summary>Our own attributes on spans and metrics; everything else is OpenTelemetry's.</summary>
public static class EventTags
{
    public const string Source = "webhook.source";
    public const string EventId = "webhook.event.id";
    public const string EventType = "webhook.event.type";
    public const string Key = "webhook.key";

    /// <summary>What became of it in this room, e.g. <c>stored</c>, <c>duplicate</c>, <c>released</c>.</summary>
    public const string Outcome = "webhook.outcome";

    /// <summary>The release's place in its key's order.</summary>
    public const string Ordinal = "webhook.ordinal";

    /// <summary>Why a request was refused.</summary>
    public const string Verdict = "webhook.verdict";

    /// <summary>A secret's name in the store, never its value.</summary>
    public const string SecretName = "webhook.secret.name";

    /// <summary>Which of a secret's live versions: <c>AWSCURRENT</c> or <c>AWSPREVIOUS</c>.</summary>
    public const string SecretStage = "webhook.secret.stage";
}

/// <summary>Names that the rooms emit under and the dashboard reads.</summary>
public static class TelemetryNames
{
    /// <summary>Prefix of every activity source and meter of ours.</summary>
    public const string Prefix = "WebhookSystem";

    /// <summary>Counter {request}: by source and verdict; all but those of <see cref="LetIn"/> were refused.</summary>
    public const string Received = "webhook.received";

    /// <summary>Counter {request}: genuine ones, by secret and stage.</summary>
    public const string SecretUsed = "webhook.secret.used";

    /// <summary>Gauge s: when a secret's version last signed a genuine request, since 1970.</summary>
    public const string SecretLastUsed = "webhook.secret.last_used";

    /// <summary>Verdict of a request that became an event.</summary>
    public const string Genuine = "genuine";

    /// <summary>
    /// Verdict of a request that became an event though nobody vouches for it: its source is merely monitored.
    /// </summary>
    public const string LetThrough = "let_through";

    /// <summary>Verdict of a request by which a provider asked for proof of who we are.</summary>
    public const string Handshake = "handshake";

    public static IReadOnlyList<string> LetIn { get; } = [Genuine, Handshake, LetThrough];

    /// <summary>W3C trace context, as a message attribute of SQS.</summary>
    public const string TraceParentAttribute = "traceparent";
}

/// <summary>
/// Messaging and FaaS attributes of the OpenTelemetry semantic conventions (messaging: still in development, snapshot
/// 384d66161), pinned here.
/// </summary>
public static class MessagingTags
{
    public const string System = "messaging.system";
    public const string SystemSqs = "aws_sqs";
    public const string SystemDynamoDb = "aws.dynamodb";
    public const string OperationName = "messaging.operation.name";
    public const string OperationType = "messaging.operation.type";
    public const string Destination = "messaging.destination.name";
    public const string MessageId = "messaging.message.id";
    public const string BatchCount = "messaging.batch.message_count";
    public const string QueueUrl = "aws.sqs.queue.url";
    public const string ErrorType = "error.type";
    public const string FaasTrigger = "faas.trigger";
    public const string FaasInvocationId = "faas.invocation_id";
}
