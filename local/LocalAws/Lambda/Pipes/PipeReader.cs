using System.Text.Json;
using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Lambda.Mappings;
using WebhookSystem.LocalAws.Lambda.Pipes.Templates;
using WebhookSystem.LocalAws.Lambda.Targets;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Lambda.Pipes;

/// <summary>Reads CreatePipe: from a DynamoDB stream to a Lambda function or an SQS queue.</summary>
internal static class PipeReader
{
    private const int BatchDefault = 100;

    // What a target may be told that is offered; of the rest, the first is refused by name.
    private static readonly string[] TargetParameters =
        ["InputTemplate", "LambdaFunctionParameters", "SqsQueueParameters"];

    public static StreamSettings Read(JsonElement body)
    {
        var source = Required(body, "Source");
        var delivery = ReadDelivery(body);
        if (source.Split(':') is not [_, _, "dynamodb", ..])
            throw Invalid($"LocalAws does not offer the source {source}: pipes begin at a DynamoDB stream here.");
        if (body.Text("Enrichment") is { Length: > 0 })
            throw Invalid("LocalAws does not offer Enrichment.");
        var sourceParameters = body.Member("SourceParameters") ?? throw Missing("SourceParameters");
        var stream = sourceParameters.Member("DynamoDBStreamParameters")
            ?? throw Missing("SourceParameters.DynamoDBStreamParameters");
        var settings = new StreamSettings
        {
            Dialect = StreamDialect.Pipe,
            Function = delivery.IsToQueue ? "" : LambdaArns.NameOf(delivery.TargetArn),
            SourceArn = source,
            IsEnabled = body.Text("DesiredState") is not "STOPPED",
            BatchSize = ReadBatchSize(stream, delivery),
            Window = MappingReader.ReadSeconds(stream, "MaximumBatchingWindowInSeconds") ?? TimeSpan.Zero,
            StartingPosition = MappingReader.ReadStart(stream.Text("StartingPosition")),
            Bisects = stream.Text("OnPartialBatchItemFailure") == "AUTOMATIC_BISECT",
            RetriesMax = MappingReader.ReadLimit(stream, "MaximumRetryAttempts", null),
            RecordAgeMax = MappingReader.ReadAge(stream, "MaximumRecordAgeInSeconds", null),
            ParallelizationFactor = (int?)stream.Whole("ParallelizationFactor") ?? 1,
            FailureDestination = stream.Member("DeadLetterConfig")?.Text("Arn"),
            Filter = sourceParameters.Member("FilterCriteria") is { } criteria
                ? MappingReader.ReadFilter(criteria) : FilterCriteria.None,
            Delivery = delivery,
        };
        MappingRules.Check(settings);
        return settings;
    }

    private static PipeDelivery ReadDelivery(JsonElement body)
    {
        var target = Required(body, "Target");
        if (target.Split(':') is not [_, _, "lambda" or "sqs", ..])
            throw Invalid($"LocalAws does not offer the target {target}: pipes lead to a function or a queue here.");
        var parameters = body.Member("TargetParameters");
        if (parameters?.EnumerateMembers().FirstOrDefault(static one => !TargetParameters.Contains(one.Name))
            is { Value.ValueKind: not JsonValueKind.Undefined } other)
            throw Invalid($"LocalAws does not offer TargetParameters.{other.Name}.");
        if (parameters?.Member("LambdaFunctionParameters")?.Text("InvocationType") is "FIRE_AND_FORGET")
            throw Invalid("LocalAws does not offer the InvocationType FIRE_AND_FORGET.");

        var queue = parameters?.Member("SqsQueueParameters");
        return new()
        {
            TargetArn = target,
            RoleArn = Required(body, "RoleArn"),
            Description = body.Text("Description"),
            InputTemplate = parameters?.Text("InputTemplate") is { Length: > 0 } text
                ? InputTemplate.Parse(text) : null,
            MessageGroupId = ReadDynamic(queue, "MessageGroupId"),
            MessageDeduplicationId = ReadDynamic(queue, "MessageDeduplicationId"),
        };
    }

    private static DynamicParameter? ReadDynamic(JsonElement? parameters, string name) =>
        parameters?.Text(name) is { } text ? DynamicParameter.Parse(text) : null;

    private static int ReadBatchSize(JsonElement stream, PipeDelivery delivery)
    {
        var most = delivery.IsToQueue ? QueueTarget.BatchMax : int.MaxValue;
        var wanted = (int?)stream.Whole("BatchSize") ?? Math.Min(BatchDefault, most);
        return wanted <= most ? wanted
            : throw Invalid($"BatchSize must be at most {most} for the target {delivery.TargetArn}.");
    }

    private static string Required(JsonElement body, string member) => body.Text(member) ?? throw Missing(member);

    private static AwsException Missing(string member) => Invalid("1 validation error detected: Value at "
        + $"'{char.ToLowerInvariant(member[0])}{member[1..]}' failed to satisfy constraint: Member must not be null");

    private static AwsException Invalid(string message) => new("ValidationException", message);
}
