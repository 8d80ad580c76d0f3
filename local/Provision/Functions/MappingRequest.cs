using System.Text.Json.Nodes;
using WebhookSystem.Contracts;

namespace WebhookSystem.Provision.Functions;

/// <summary>An event-source mapping of the topology in Lambda's words.</summary>
internal static class MappingRequest
{
    public static JsonObject Of(QueueMapping mapping, string queueArn) => new()
    {
        ["FunctionName"] = mapping.Function,
        ["EventSourceArn"] = queueArn,
        ["BatchSize"] = mapping.BatchSize,
        ["MaximumBatchingWindowInSeconds"] = (int)mapping.Window.TotalSeconds,
        ["FunctionResponseTypes"] = new JsonArray("ReportBatchItemFailures"),
        ["ScalingConfig"] = new JsonObject { ["MaximumConcurrency"] = mapping.ConcurrencyMax },
    };

    public static JsonObject Of(StreamMapping mapping, string streamArn, string deadLetterArn) => new()
    {
        ["FunctionName"] = mapping.Function,
        ["EventSourceArn"] = streamArn,
        ["BatchSize"] = mapping.BatchSize,
        ["MaximumBatchingWindowInSeconds"] = (int)mapping.Window.TotalSeconds,
        ["FunctionResponseTypes"] = new JsonArray("ReportBatchItemFailures"),
        ["StartingPosition"] = "TRIM_HORIZON",
        ["ParallelizationFactor"] = 1,
        ["BisectBatchOnFunctionError"] = true,
        ["MaximumRecordAgeInSeconds"] = (int)mapping.RecordAgeMax.TotalSeconds,
        ["FilterCriteria"] = new JsonObject
        {
            ["Filters"] = new JsonArray(new JsonObject { ["Pattern"] = mapping.Pattern }),
        },
        ["DestinationConfig"] = new JsonObject { ["OnFailure"] = new JsonObject { ["Destination"] = deadLetterArn } },
    };
}
