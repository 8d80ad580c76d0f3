using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.Lambda;
using Constructs;
using WebhookSystem.Contracts;
using WebhookSystem.Infrastructure.Keep;
using WebhookSystem.Infrastructure.Permit;
using WebhookSystem.Infrastructure.Run;

namespace WebhookSystem.Infrastructure.Feed;

/// <summary>The table's stream by an event-source mapping, whose reads are free.</summary>
internal static class StreamMappingFeed
{
    public static void Feed(RoomFunction orderer, Table table, PipelineQueues queues)
    {
        var stream = Topology.Functions.Stream;
        orderer.May(
            Permissions.ToReadStream(table), Permissions.ToFindStreams(),
            Permissions.ToGiveUp(queues[stream.DeadLetterQueue]));
        _ = new CfnEventSourceMapping(orderer, "stream", new CfnEventSourceMappingProps
        {
            FunctionName = orderer.Function.FunctionArn,
            EventSourceArn = table.TableStreamArn,
            StartingPosition = "TRIM_HORIZON",
            BatchSize = stream.BatchSize,
            MaximumBatchingWindowInSeconds = stream.Window.TotalSeconds,
            ParallelizationFactor = 1,
            BisectBatchOnFunctionError = true,
            MaximumRecordAgeInSeconds = stream.RecordAgeMax.TotalSeconds,
            MaximumRetryAttempts = -1,
            FunctionResponseTypes = ["ReportBatchItemFailures"],
            FilterCriteria = new CfnEventSourceMapping.FilterCriteriaProperty
            {
                Filters = new[] { new CfnEventSourceMapping.FilterProperty { Pattern = stream.Pattern } },
            },
            DestinationConfig = new CfnEventSourceMapping.DestinationConfigProperty
            {
                OnFailure = new CfnEventSourceMapping.OnFailureProperty
                {
                    Destination = queues[stream.DeadLetterQueue].QueueArn,
                },
            },
        });
    }
}
