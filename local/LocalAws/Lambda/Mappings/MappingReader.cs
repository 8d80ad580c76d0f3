using System.Text.Json;
using WebhookSystem.EventPatterns;
using WebhookSystem.LocalAws.Lambda.Api;
using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Lambda.Mappings;

/// <summary>
/// Reads CreateEventSourceMapping and UpdateEventSourceMapping. What a request does not name stays as it was.
/// </summary>
internal static class MappingReader
{
    public static SourceSettings ReadNew(JsonElement body)
    {
        var function = LambdaArns.NameOf(
            body.Text("FunctionName") ?? throw RestErrors.Invalid("FunctionName is required."));
        var source = body.Text("EventSourceArn") ?? throw RestErrors.Invalid("EventSourceArn is required.");
        return source.Split(':') switch
        {
            [_, _, "sqs", ..] =>
                Read(body, new QueueSettings { Function = function, SourceArn = source, BatchSize = 10 }),
            [_, _, "dynamodb", ..] when source.Contains("/stream/", StringComparison.Ordinal) =>
                Read(body, new StreamSettings
            {
                Function = function,
                SourceArn = source,
                BatchSize = 100,
                StartingPosition = ReadStart(body.Text("StartingPosition")),
            }),
            _ => throw RestErrors.Invalid("Unrecognized event source, must be an SQS queue or a DynamoDB stream here."),
        };
    }

    public static SourceSettings Read(JsonElement body, SourceSettings current)
    {
        var settings = current with
        {
            Function = body.Text("FunctionName") is { } function ? LambdaArns.NameOf(function) : current.Function,
            IsEnabled = body.Flag("Enabled") ?? current.IsEnabled,
            BatchSize = (int?)body.Whole("BatchSize") ?? current.BatchSize,
            Window = ReadSeconds(body, "MaximumBatchingWindowInSeconds") ?? current.Window,
            ReportsFailures = body.Member("FunctionResponseTypes") is null ? current.ReportsFailures
                : body.Array("FunctionResponseTypes").Any(static type => type.AsText() == "ReportBatchItemFailures"),
            Filter = body.Member("FilterCriteria") is { } criteria ? ReadFilter(criteria) : current.Filter,
        };
        settings = settings switch
        {
            QueueSettings queue => ReadQueue(body, queue),
            StreamSettings stream => ReadStream(body, stream),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        MappingRules.Check(settings);
        return settings;
    }

    public static StartingPosition ReadStart(string? text) => text switch
    {
        "TRIM_HORIZON" => StartingPosition.TrimHorizon,
        "LATEST" => StartingPosition.Latest,
        null => throw RestErrors.Invalid(
            "1 validation error detected: Value null at 'startingPosition' failed to satisfy "
            + "constraint: Member must not be null."),
        _ => throw RestErrors.Invalid($"Unsupported starting position for event source type: {text}"),
    };

    public static FilterCriteria ReadFilter(JsonElement criteria)
    {
        try
        {
            return new([.. criteria.Array("Filters").Select(static filter => filter.Text("Pattern") ?? "")]);
        }
        catch (InvalidPatternException)
        {
            throw RestErrors.Invalid("Invalid filter pattern definition.");
        }
    }

    /// <summary>Minus one is Lambda's word for without limit.</summary>
    public static int? ReadLimit(JsonElement body, string name, int? current) => body.Whole(name) switch
    {
        null => current,
        -1 => null,
        { } limit => (int)limit,
    };

    public static TimeSpan? ReadAge(JsonElement body, string name, TimeSpan? current) =>
        ReadLimit(body, name, (int?)current?.TotalSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public static TimeSpan? ReadSeconds(JsonElement body, string name) =>
        body.Whole(name) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static QueueSettings ReadQueue(JsonElement body, QueueSettings current) => current with
    {
        ConcurrencyMax = body.Member("ScalingConfig") is { } scaling
            ? (int?)scaling.Whole("MaximumConcurrency") : current.ConcurrencyMax,
    };

    private static StreamSettings ReadStream(JsonElement body, StreamSettings current) => current with
    {
        Bisects = body.Flag("BisectBatchOnFunctionError") ?? current.Bisects,
        RetriesMax = ReadLimit(body, "MaximumRetryAttempts", current.RetriesMax),
        RecordAgeMax = ReadAge(body, "MaximumRecordAgeInSeconds", current.RecordAgeMax),
        ParallelizationFactor = (int?)body.Whole("ParallelizationFactor") ?? current.ParallelizationFactor,
        FailureDestination = body.Member("DestinationConfig") is { } destination
            ? destination.Member("OnFailure")?.Text("Destination") : current.FailureDestination,
    };
}
