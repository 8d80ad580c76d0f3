using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Amazon.DynamoDBv2;
using WebhookSystem.LocalAws.Tests.DynamoDb;

namespace WebhookSystem.LocalAws.Tests.Streams;

/// <summary>The calls that nearly every test of streams makes.</summary>
internal static class StreamCalls
{
    extension(LocalAwsFixture localAws)
    {
        /// <summary>Creates a table with a stream, of one shard unless it is on demand.</summary>
        public async Task<(string Table, string Stream)> NewStreamAsync(
            string view = "NEW_AND_OLD_IMAGES", bool onDemand = false)
        {
            var table = await localAws.DynamoDb.NewTableAsync(more: request =>
            {
                request.BillingMode = onDemand ? BillingMode.PAY_PER_REQUEST : BillingMode.PROVISIONED;
                request.ProvisionedThroughput = onDemand ? null : new(1, 1);
                request.StreamSpecification = new() { StreamEnabled = true, StreamViewType = view };
            });
            return (table, (await localAws.DynamoDb.DescribeTableAsync(table)).Table.LatestStreamArn);
        }

        public async Task<string> IteratorAsync(
            string stream, string shard, ShardIteratorType? type = null, string? number = null) =>
            (await localAws.Streams.GetShardIteratorAsync(new GetShardIteratorRequest
            {
                StreamArn = stream,
                ShardId = shard,
                ShardIteratorType = type ?? ShardIteratorType.TRIM_HORIZON,
                SequenceNumber = number,
            })).ShardIterator;

        /// <summary>Everything the stream holds, shard by shard.</summary>
        public async Task<List<Amazon.DynamoDBStreams.Model.Record>> ReadAllAsync(string stream)
        {
            List<Amazon.DynamoDBStreams.Model.Record> records = [];
            foreach (var shard in (await localAws.Streams.DescribeStreamAsync(stream)).StreamDescription.Shards)
            {
                var iterator = await localAws.IteratorAsync(stream, shard.ShardId);
                records.AddRange((await localAws.Streams.GetRecordsAsync(iterator)).Records);
            }

            return records;
        }
    }
}
