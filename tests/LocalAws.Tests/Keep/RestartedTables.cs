using Amazon.DynamoDBStreams.Model;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AttributeValue = Amazon.DynamoDBv2.Model.AttributeValue;

namespace WebhookSystem.LocalAws.Tests.Keep;

/// <summary>What DynamoDB keeps over a crash: items, indexes, streams with their numbers, tokens.</summary>
public sealed class RestartedTables : IAsyncDisposable
{
    public static TheoryData<Way> Ways => [.. Enum.GetValues<Way>()];

    private readonly DataFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Theory, MemberData(nameof(Ways))]
    public async Task Items_and_their_indexes_are_there_again_and_deleted_ones_stay_away(Way way)
    {
        var before = await _folder.StartAsync();
        await CreateTableAsync(before.DynamoDb);
        await PutAsync(before.DynamoDb, "a", "1");
        await PutAsync(before.DynamoDb, "a", "2");

        var after = await _folder.ReopenAsync(way, before, async () =>
        {
            await PutAsync(before.DynamoDb, "a", "3");
            await before.DynamoDb.DeleteItemAsync(new DeleteItemRequest { TableName = "things", Key = Key("a", "2") });
        });

        var found = await after.DynamoDb.QueryAsync(new QueryRequest
        {
            TableName = "things",
            IndexName = "byColour",
            KeyConditionExpression = "colour = :red",
            ExpressionAttributeValues = new() { [":red"] = new("red") },
        });
        Assert.Equal(["1", "3"], found.Items.Select(static item => item["sk"].S).Order());
        Assert.Equal("-12.5", found.Items[0]["number"].N);
        Assert.Equal(["x", "y"], found.Items[0]["set"].SS);
        Assert.True(found.Items[0]["map"].M["list"].L[0].BOOL);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_stream_keeps_its_records_their_numbers_and_its_name(Way way)
    {
        var before = await _folder.StartAsync();
        await CreateTableAsync(before.DynamoDb);
        await PutAsync(before.DynamoDb, "a", "1");

        var after = await _folder.ReopenAsync(way, before, () => PutAsync(before.DynamoDb, "a", "2"));

        var (wasArn, was) = await RecordsAsync(before);
        var (arn, records) = await RecordsAsync(after);
        Assert.Equal(wasArn, arn);
        Assert.Equal(was, records);
        Assert.Equal(2, records.Count);

        await PutAsync(after.DynamoDb, "a", "3");
        var (_, more) = await RecordsAsync(after);
        Assert.Equal(records, more.Take(2));
        Assert.True(string.CompareOrdinal(more[2], more[1]) > 0);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_transaction_carried_out_before_is_not_carried_out_again(Way way)
    {
        var before = await _folder.StartAsync();
        await CreateTableAsync(before.DynamoDb);
        var increment = new TransactWriteItemsRequest
        {
            ClientRequestToken = "once",
            TransactItems =
            [
                new()
                {
                    Update = new()
                    {
                        TableName = "things",
                        Key = Key("a", "counter"),
                        UpdateExpression = "ADD n :one",
                        ExpressionAttributeValues = new() { [":one"] = new() { N = "1" } },
                    },
                },
            ],
        };
        if (way != Way.Both)
            await before.DynamoDb.TransactWriteItemsAsync(increment);

        var after = await _folder.ReopenAsync(way, before, () => before.DynamoDb.TransactWriteItemsAsync(increment));
        await after.DynamoDb.TransactWriteItemsAsync(increment);

        var item = await after.DynamoDb.GetItemAsync("things", Key("a", "counter"));
        Assert.Equal("1", item.Item["n"].N);
    }

    private static Task<CreateTableResponse> CreateTableAsync(AmazonDynamoDBClient client) =>
        client.CreateTableAsync(new CreateTableRequest
    {
        TableName = "things",
        BillingMode = BillingMode.PAY_PER_REQUEST,
        AttributeDefinitions =
        [
            new("pk", ScalarAttributeType.S), new("sk", ScalarAttributeType.S), new("colour", ScalarAttributeType.S),
        ],
        KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
        GlobalSecondaryIndexes =
        [
            new()
            {
                IndexName = "byColour",
                KeySchema = [new("colour", KeyType.HASH)],
                Projection = new() { ProjectionType = ProjectionType.ALL },
            },
        ],
        StreamSpecification = new() { StreamEnabled = true, StreamViewType = StreamViewType.NEW_AND_OLD_IMAGES },
    });

    private static Task<PutItemResponse> PutAsync(AmazonDynamoDBClient client, string pk, string sk)
    {
        var item = Key(pk, sk);
        item["colour"] = new("red");
        item["number"] = new() { N = "-12.50" };
        item["set"] = new() { SS = ["y", "x"] };
        item["map"] = new() { M = new() { ["list"] = new() { L = [new() { BOOL = true }] } } };
        return client.PutItemAsync("things", item);
    }

    private static Dictionary<string, AttributeValue> Key(string pk, string sk) => new()
    {
        ["pk"] = new(pk),
        ["sk"] = new(sk),
    };

    private static async Task<(string Arn, List<string> Records)> RecordsAsync(LocalAwsFixture server)
    {
        var arn = (await server.DynamoDb.DescribeTableAsync("things")).Table.LatestStreamArn;
        var streams = server.Streams;
        var shards = await streams.DescribeStreamAsync(new DescribeStreamRequest { StreamArn = arn });
        List<string> records = [];
        foreach (var shard in shards.StreamDescription.Shards)
        {
            var iterator = await streams.GetShardIteratorAsync(new GetShardIteratorRequest
            {
                StreamArn = arn,
                ShardId = shard.ShardId,
                ShardIteratorType = Amazon.DynamoDBStreams.ShardIteratorType.TRIM_HORIZON,
            });
            var page = await streams.GetRecordsAsync(new GetRecordsRequest { ShardIterator = iterator.ShardIterator });
            records.AddRange(page.Records.Select(record =>
                $"{record.Dynamodb.SequenceNumber} {shard.ShardId} {record.EventID} {record.EventName} "
                + record.Dynamodb.NewImage["sk"].S));
        }

        return (arn, records);
    }
}
