using Amazon.CDK.AWS.DynamoDB;
using Constructs;
using WebhookSystem.Infrastructure.Keep;
using WebhookSystem.Infrastructure.Run;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure.Feed;

/// <summary>One of the two ways of the stream to the Orderer.</summary>
internal static class StreamFeeds
{
    public static void Feed(
        Construct scope, StreamFeed feed, RoomFunction orderer, Table table, PipelineQueues queues)
    {
        switch (feed)
        {
            case StreamFeed.Pipe:
                _ = new StreamPipe(scope, orderer, table, queues);
                break;
            case StreamFeed.Mapping:
                StreamMappingFeed.Feed(orderer, table, queues);
                break;
        }
    }
}
