using System.Text.Json;
using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Lambda.Mappings;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Lambda.Pipes;

/// <summary>Reads CreatePipe: from a DynamoDB stream to a Lambda function.</summary>
internal static class PipeReader
{
    public static StreamSettings Read(JsonElement body)
    {
        var source = Required(body, "Source");
        var target = Required(body, "Target");
        if (source.Split(':') is not [_, _, "dynamodb", ..] || target.Split(':') is not [_, _, "lambda", ..])
            throw Invalid("Pipes lead from a DynamoDB stream to a Lambda function here.");

        if (body.Text("Enrichment") is { Length: > 0 })
            throw Invalid("LocalAws does not offer Enrichment.");
        if (body.Member("TargetParameters")?.Text("InputTemplate") is { Length: > 0 })
            throw Invalid("LocalAws does not offer TargetParameters.InputTemplate.");

        var sourceParameters = body.Member("SourceParameters") ?? throw Invalid("SourceParameters is required.");
        var stream = sourceParameters.Member("DynamoDBStreamParameters")
            ?? throw Invalid("SourceParameters.DynamoDBStreamParameters is required.");
        var settings = new StreamSettings
        {
            Dialect = StreamDialect.Pipe,
            Function = LambdaArns.NameOf(target),
            SourceArn = source,
            IsEnabled = body.Text("DesiredState") is not "STOPPED",
            BatchSize = (int?)stream.Whole("BatchSize") ?? 100,
            Window = MappingReader.ReadSeconds(stream, "MaximumBatchingWindowInSeconds") ?? TimeSpan.Zero,
            StartingPosition = MappingReader.ReadStart(stream.Text("StartingPosition")),
            Bisects = stream.Text("OnPartialBatchItemFailure") == "AUTOMATIC_BISECT",
            RetriesMax = MappingReader.ReadLimit(stream, "MaximumRetryAttempts", null),
            RecordAgeMax = MappingReader.ReadAge(stream, "MaximumRecordAgeInSeconds", null),
            ParallelizationFactor = (int?)stream.Whole("ParallelizationFactor") ?? 1,
            FailureDestination = stream.Member("DeadLetterConfig")?.Text("Arn"),
            Filter = sourceParameters.Member("FilterCriteria") is { } criteria
                ? MappingReader.ReadFilter(criteria) : FilterCriteria.None,
        };
        MappingRules.Check(settings);
        return settings;
    }

    private static string Required(JsonElement body, string member) =>
        body.Text(member) ?? throw Invalid($"{member} is required.");

    private static AwsException Invalid(string message) => new("ValidationException", message);
}
