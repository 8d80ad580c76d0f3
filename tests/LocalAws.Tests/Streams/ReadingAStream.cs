using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Time.Testing;

namespace WebhookSystem.LocalAws.Tests.Streams;

/// <summary>A table's changes as its readers see them, through the SDK's streams client.</summary>
public sealed class ReadingAStream(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task An_insert_carries_its_keys_and_its_image()
    {
        var stream = await CreateTableAsync(localAws, "inserts");
        await localAws.DynamoDb.PutItemAsync("inserts", new()
        {
            ["pk"] = new("k"),
            ["n"] = new() { N = "12345678901234567890123456789012345678" },
            ["b"] = new() { B = new([1, 2, 3]) },
            ["m"] = new() { M = new() { ["inner"] = new("text") } },
            ["l"] = new() { L = [new() { BOOL = true }, new() { NULL = true }] },
            ["ss"] = new() { SS = ["a", "b"] },
        });

        var record = Assert.Single((await ReadAsync(localAws, stream)).Page.Records);

        Assert.Equal(OperationType.INSERT, record.EventName);
        Assert.Equal("aws:dynamodb", record.EventSource);
        Assert.Equal("us-east-1", record.AwsRegion);
        Assert.Equal(StreamViewType.NEW_AND_OLD_IMAGES, record.Dynamodb.StreamViewType);
        Assert.Equal("k", record.Dynamodb.Keys["pk"].S);
        Assert.Null(record.Dynamodb.OldImage);
        var image = record.Dynamodb.NewImage;
        Assert.Equal("12345678901234567890123456789012345678", image["n"].N);
        Assert.Equal([1, 2, 3], image["b"].B.ToArray());
        Assert.Equal("text", image["m"].M["inner"].S);
        Assert.True(image["l"].L[0].BOOL);
        Assert.True(image["l"].L[1].NULL);
        Assert.Equal(["a", "b"], image["ss"].SS);
        Assert.Null(image["ss"].L);
    }

    [Fact]
    public async Task Changes_of_an_item_come_in_their_order_and_a_repeated_put_leaves_none()
    {
        var stream = await CreateTableAsync(localAws, "changes");
        await localAws.DynamoDb.PutItemAsync("changes", new() { ["pk"] = new("k"), ["v"] = new("1") });
        await localAws.DynamoDb.PutItemAsync("changes", new() { ["pk"] = new("k"), ["v"] = new("2") });
        await localAws.DynamoDb.PutItemAsync("changes", new() { ["pk"] = new("k"), ["v"] = new("2") });
        await localAws.DynamoDb.DeleteItemAsync("changes", new() { ["pk"] = new("k") });

        var records = (await ReadAsync(localAws, stream)).Page.Records;

        Assert.Equal(
            [OperationType.INSERT, OperationType.MODIFY, OperationType.REMOVE],
            records.Select(record => record.EventName));
        Assert.Equal("1", records[1].Dynamodb.OldImage["v"].S);
        Assert.Equal("2", records[2].Dynamodb.OldImage["v"].S);
    }

    [Fact]
    public async Task Reading_goes_on_after_a_sequence_number()
    {
        var stream = await CreateTableAsync(localAws, "resumed");
        foreach (var number in new[] { "1", "2", "3" })
            await localAws.DynamoDb.PutItemAsync("resumed", new() { ["pk"] = new("k"), ["v"] = new(number) });
        var (shardId, page) = await ReadAsync(localAws, stream);

        var iterator = await localAws.Streams.GetShardIteratorAsync(new GetShardIteratorRequest
        {
            StreamArn = stream,
            ShardId = shardId,
            ShardIteratorType = ShardIteratorType.AFTER_SEQUENCE_NUMBER,
            SequenceNumber = page.Records[0].Dynamodb.SequenceNumber,
        });
        var rest = await localAws.Streams.GetRecordsAsync(new GetRecordsRequest
        {
            ShardIterator = iterator.ShardIterator,
            Limit = 1,
        });

        Assert.Equal("2", Assert.Single(rest.Records).Dynamodb.NewImage["v"].S);
        var last = await localAws.Streams.GetRecordsAsync(rest.NextShardIterator);
        Assert.Equal("3", Assert.Single(last.Records).Dynamodb.NewImage["v"].S);
    }

    [Fact]
    public async Task A_stream_is_found_by_its_table()
    {
        var stream = await CreateTableAsync(localAws, "listed");

        var found = await localAws.Streams.ListStreamsAsync(new ListStreamsRequest { TableName = "listed" });

        Assert.Equal(stream, Assert.Single(found.Streams).StreamArn);
        Assert.Contains(stream, (await localAws.Streams.ListStreamsAsync()).Streams.Select(one => one.StreamArn));
    }

    [Fact]
    public async Task An_unknown_stream_is_refused_by_an_exception_of_its_own()
    {
        var error = await Assert.ThrowsAsync<Amazon.DynamoDBStreams.Model.ResourceNotFoundException>(() =>
            localAws.Streams.DescribeStreamAsync(
                "arn:aws:dynamodb:us-east-1:000000000000:table/none/stream/2026-01-01T00:00:00.000"));

        Assert.Equal("ResourceNotFoundException", error.ErrorCode);
        Assert.NotEmpty(error.RequestId);
    }

    [Fact]
    public async Task An_iterator_expires_after_a_quarter_of_an_hour()
    {
        var time = new FakeTimeProvider(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var server = await LocalAwsFixture.StartAsync(time);
        var stream = await CreateTableAsync(server, "expired");
        await server.DynamoDb.PutItemAsync("expired", new() { ["pk"] = new("k") });
        var (_, page) = await ReadAsync(server, stream);

        time.Advance(TimeSpan.FromMinutes(16));

        await Assert.ThrowsAsync<ExpiredIteratorException>(
            () => server.Streams.GetRecordsAsync(page.NextShardIterator));
    }

    /// <summary>The one shard that has records, all keys of a test being the same, and its first page.</summary>
    private static async Task<(string ShardId, GetRecordsResponse Page)> ReadAsync(
        LocalAwsFixture server, string stream)
    {
        List<(string, GetRecordsResponse)> filled = [];
        foreach (var shard in (await server.Streams.DescribeStreamAsync(stream)).StreamDescription.Shards)
        {
            var iterator = await server.Streams.GetShardIteratorAsync(new GetShardIteratorRequest
            {
                StreamArn = stream,
                ShardId = shard.ShardId,
                ShardIteratorType = ShardIteratorType.TRIM_HORIZON,
            });
            var page = await server.Streams.GetRecordsAsync(iterator.ShardIterator);
            if (page.Records.Count > 0)
                filled.Add((shard.ShardId, page));
        }

        return Assert.Single(filled);
    }

    private static async Task<string> CreateTableAsync(LocalAwsFixture server, string name)
    {
        var created = await server.DynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = name,
            BillingMode = Amazon.DynamoDBv2.BillingMode.PAY_PER_REQUEST,
            KeySchema = [new("pk", Amazon.DynamoDBv2.KeyType.HASH)],
            AttributeDefinitions = [new("pk", Amazon.DynamoDBv2.ScalarAttributeType.S)],
            StreamSpecification = new()
            {
                StreamEnabled = true,
                StreamViewType = Amazon.DynamoDBv2.StreamViewType.NEW_AND_OLD_IMAGES,
            },
        });
        return created.TableDescription.LatestStreamArn;
    }
}
