using Amazon.CDK.AWS.Lambda;
using Constructs;
using WebhookSystem.Contracts;
using WebhookSystem.Infrastructure.Keep;
using WebhookSystem.Infrastructure.Permit;
using WebhookSystem.Infrastructure.Run;

namespace WebhookSystem.Infrastructure.Feed;

/// <summary>Every queue that Topology maps to a room.</summary>
internal static class QueueFeeds
{
    public static void Feed(RoomFunction room, string name, PipelineQueues queues)
    {
        foreach (var mapping in Topology.Functions.Queues.Where(mapping => mapping.Function == name))
        {
            room.May(Permissions.ToBeFedBy(queues[mapping.Queue]));
            _ = new CfnEventSourceMapping(room, mapping.Queue, new CfnEventSourceMappingProps
            {
                FunctionName = room.Function.FunctionArn,
                EventSourceArn = queues[mapping.Queue].QueueArn,
                BatchSize = mapping.BatchSize,
                MaximumBatchingWindowInSeconds = mapping.Window.TotalSeconds,
                FunctionResponseTypes = ["ReportBatchItemFailures"],
                ScalingConfig = new CfnEventSourceMapping.ScalingConfigProperty
                {
                    MaximumConcurrency = mapping.ConcurrencyMax,
                },
            });
        }
    }
}
