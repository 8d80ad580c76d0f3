using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.DependencyInjection;
using WebhookSystem.LocalAws.DynamoDb.Streams;
using WebhookSystem.LocalAws.Tests.DynamoDb;

namespace WebhookSystem.LocalAws.Tests.Streams;

/// <summary>An item's changes keep to one shard, in order, until it splits and its children go on.</summary>
public sealed class Shards(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task An_item_keeps_its_order_among_many()
    {
        var (table, stream) = await localAws.NewStreamAsync(onDemand: true);
        await Parallel.ForEachAsync(Enumerable.Range(0, 20), async (item, _) =>
        {
            for (var version = 0; version < 10; version++)
                await localAws.DynamoDb.PutAsync(table, $$"""{ "pk": "{{item}}", "v": {{version}} }""");
        });

        var records = await localAws.ReadAllAsync(stream);

        Assert.Equal(200, records.Count);
        Assert.All(records.GroupBy(static record => record.Dynamodb.Keys["pk"].S), static changes =>
        {
            Assert.Equal(Enumerable.Range(0, 10).Select(static v =>
                $"{v}"), changes.Select(static c => c.Dynamodb.NewImage["v"].N));
            Assert.Equal(changes, changes.OrderBy(static c => c.Dynamodb.SequenceNumber, StringComparer.Ordinal));
        });
    }

    [Fact]
    public async Task A_split_ends_the_parent_and_its_children_go_on()
    {
        var (table, stream) = await localAws.NewStreamAsync();
        var parent = Assert.Single(await ShardsAsync(stream));
        await PutAsync(table, "before");
        localAws.Services.GetRequiredService<StreamCatalog>().Find(stream).Split(parent.ShardId);
        await PutAsync(table, "after");

        var shards = await ShardsAsync(stream);

        Assert.Equal([null, parent.ShardId, parent.ShardId], shards.Select(static shard => shard.ParentShardId));
        Assert.NotNull(shards[0].SequenceNumberRange.EndingSequenceNumber);
        Assert.All(shards.Skip(1), static shard => Assert.Null(shard.SequenceNumberRange.EndingSequenceNumber));
        var first = await localAws.Streams.GetRecordsAsync(await localAws.IteratorAsync(stream, parent.ShardId));
        Assert.Equal(8, first.Records.Count);
        Assert.Null(first.NextShardIterator);
        List<int> counts = [];
        foreach (var child in shards.Skip(1))
        {
            var page = await localAws.Streams.GetRecordsAsync(await localAws.IteratorAsync(stream, child.ShardId));
            Assert.All(page.Records, static record => Assert.Equal("after", record.Dynamodb.NewImage["v"].S));
            Assert.NotNull(page.NextShardIterator);
            counts.Add(page.Records.Count);
        }

        Assert.Equal(8, counts.Sum());
        Assert.DoesNotContain(0, counts);
    }

    [Fact]
    public async Task Shards_are_described_on_pages()
    {
        var (_, stream) = await localAws.NewStreamAsync(onDemand: true);
        List<string> read = [];
        string? last = null;
        do
        {
            var page = (await localAws.Streams.DescribeStreamAsync(
                new DescribeStreamRequest { StreamArn = stream,
                    Limit = 3, ExclusiveStartShardId = last })).StreamDescription;
            read.AddRange(page.Shards.Select(static shard => shard.ShardId));
            last = page.LastEvaluatedShardId;
        }
        while (last is not null);

        Assert.Equal((await ShardsAsync(stream)).Select(static shard => shard.ShardId), read);
    }

    [Fact]
    public async Task A_stream_that_is_switched_off_or_loses_its_table_can_still_be_read()
    {
        var (table, stream) = await localAws.NewStreamAsync();
        await localAws.DynamoDb.PutAsync(table, """{"pk": "k"}""");
        await localAws.DynamoDb.UpdateTableAsync(
            new UpdateTableRequest { TableName = table, StreamSpecification = new() { StreamEnabled = false } });
        await localAws.DynamoDb.PutAsync(table, """{"pk": "unseen"}""");

        var described = (await localAws.Streams.DescribeStreamAsync(stream)).StreamDescription;
        Assert.Equal(StreamStatus.DISABLED, described.StreamStatus);
        Assert.NotNull(Assert.Single(described.Shards).SequenceNumberRange.EndingSequenceNumber);
        Assert.Single(await localAws.ReadAllAsync(stream));

        var reopened = (await localAws.DynamoDb.UpdateTableAsync(new UpdateTableRequest
        {
            TableName = table,
            StreamSpecification = new() { StreamEnabled = true,
                StreamViewType = Amazon.DynamoDBv2.StreamViewType.KEYS_ONLY },
        })).TableDescription.LatestStreamArn;
        Assert.NotEqual(stream, reopened);
        await localAws.DynamoDb.DeleteTableAsync(table);
        Assert.Empty(await localAws.ReadAllAsync(reopened));
        Assert.Single(await localAws.ReadAllAsync(stream));
    }

    private async Task<List<Amazon.DynamoDBStreams.Model.Shard>> ShardsAsync(string stream) =>
        (await localAws.Streams.DescribeStreamAsync(stream)).StreamDescription.Shards;

    private async Task PutAsync(string table, string value)
    {
        for (var item = 0; item < 8; item++)
            await localAws.DynamoDb.PutAsync(table, $$"""{ "pk": "{{item}}", "v": "{{value}}" }""");
    }
}
