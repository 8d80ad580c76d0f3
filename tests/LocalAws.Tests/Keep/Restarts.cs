using System.Text;
using Amazon.DynamoDBStreams.Model;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.S3.Model;
using Amazon.SecretsManager.Model;
using Amazon.SQS.Model;
using AttributeValue = Amazon.DynamoDBv2.Model.AttributeValue;

namespace WebhookSystem.LocalAws.Tests.Keep;

/// <summary>What each service keeps over a crash: from the log, from a snapshot, and from a snapshot with a log behind it.</summary>
public sealed class Restarts : IAsyncDisposable
{
    public enum Way { Log, Snapshot, Both }

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

        var after = await ReopenAsync(way, before, async () =>
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

        var after = await ReopenAsync(way, before, () => PutAsync(before.DynamoDb, "a", "2"));

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

        var after = await ReopenAsync(way, before, () => before.DynamoDb.TransactWriteItemsAsync(increment));
        await after.DynamoDb.TransactWriteItemsAsync(increment);

        var item = await after.DynamoDb.GetItemAsync("things", Key("a", "counter"));
        Assert.Equal("1", item.Item["n"].N);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Messages_are_there_again_received_ones_hidden_and_deleted_ones_gone(Way way)
    {
        var before = await _folder.StartAsync();
        var queue = (await before.Sqs.CreateQueueAsync("q")).QueueUrl;
        await before.Sqs.SendMessageAsync(queue, "deleted");
        await before.Sqs.SendMessageAsync(queue, "in flight");
        var first = (await ReceiveAsync(before, queue)).Single();
        var second = (await ReceiveAsync(before, queue)).Single();

        var after = await ReopenAsync(way, before, async () =>
        {
            await before.Sqs.DeleteMessageAsync(queue, first.ReceiptHandle);
            await before.Sqs.SendMessageAsync(queue, "waiting");
        });

        Assert.Equal("waiting", (await ReceiveAsync(after, queue)).Single().Body);
        Assert.Empty(await ReceiveAsync(after, queue));
        await after.Sqs.ChangeMessageVisibilityAsync(queue, second.ReceiptHandle, 0);
        var again = (await ReceiveAsync(after, queue)).Single();
        Assert.Equal("in flight", again.Body);
        Assert.Equal("2", again.Attributes["ApproximateReceiveCount"]);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_duplicate_is_known_and_numbers_go_on(Way way)
    {
        var before = await _folder.StartAsync();
        var queue = (await before.Sqs.CreateQueueAsync(new CreateQueueRequest
        {
            QueueName = "q.fifo",
            Attributes = new() { ["FifoQueue"] = "true" },
        })).QueueUrl;
        var first = await SendAsync(before, queue, "1");
        var gone = (await ReceiveAsync(before, queue)).Single();

        var after = await ReopenAsync(
            way, before, () => before.Sqs.DeleteMessageAsync(queue, gone.ReceiptHandle));

        var again = await SendAsync(after, queue, "1");
        var next = await SendAsync(after, queue, "2");
        Assert.Equal(first.MessageId, again.MessageId);
        Assert.True(string.CompareOrdinal(next.SequenceNumber, first.SequenceNumber) > 0);
        Assert.Equal("2", (await ReceiveAsync(after, queue)).Single().Body);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Objects_are_there_again_with_what_belongs_to_them(Way way)
    {
        var before = await _folder.StartAsync();
        await before.S3.PutBucketAsync("bucket");
        await PutObjectAsync(before, "kept");
        await PutObjectAsync(before, "deleted");

        var after = await ReopenAsync(way, before, async () =>
        {
            await before.S3.DeleteObjectAsync("bucket", "deleted");
            await before.S3.CopyObjectAsync("bucket", "kept", "bucket", "copy");
        });

        var listed = await after.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "bucket" });
        Assert.Equal(["copy", "kept"], listed.S3Objects.Select(static one => one.Key));
        using var copy = await after.S3.GetObjectAsync("bucket", "copy");
        using var text = new StreamReader(copy.ResponseStream);
        Assert.Equal("body of kept", await text.ReadToEndAsync());
        Assert.Equal("blue", copy.Metadata["colour"]);
        Assert.Equal("text/x-test", copy.Headers.ContentType);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Secrets_are_there_again_with_their_versions(Way way)
    {
        var before = await _folder.StartAsync();
        await before.Secrets.CreateSecretAsync(new CreateSecretRequest { Name = "s", SecretString = "old" });
        await before.Secrets.CreateSecretAsync(new CreateSecretRequest { Name = "gone", SecretString = "x" });

        var after = await ReopenAsync(way, before, async () =>
        {
            await before.Secrets.PutSecretValueAsync(new PutSecretValueRequest { SecretId = "s", SecretString = "new" });
            await before.Secrets.DeleteSecretAsync(
                new DeleteSecretRequest { SecretId = "gone", ForceDeleteWithoutRecovery = true });
        });

        Assert.Equal("new", await SecretAsync("AWSCURRENT"));
        Assert.Equal("old", await SecretAsync("AWSPREVIOUS"));
        var listed = await after.Secrets.ListSecretsAsync(new ListSecretsRequest());
        Assert.Equal(["s"], listed.SecretList.Select(static secret => secret.Name));

        async Task<string> SecretAsync(string stage) => (await after.Secrets.GetSecretValueAsync(
            new GetSecretValueRequest { SecretId = "s", VersionStage = stage })).SecretString;
    }

    [Fact]
    public async Task A_directory_belongs_to_one_process()
    {
        await _folder.StartAsync();

        var refusal = await Assert.ThrowsAsync<IOException>(() => _folder.StartAsync());

        Assert.Contains("in use by another LocalAws", refusal.Message, StringComparison.Ordinal);
    }

    private async Task<LocalAwsFixture> ReopenAsync(Way way, LocalAwsFixture before, Func<Task> last)
    {
        if (way == Way.Both)
            DataFolder.TakeSnapshot(before);
        await last();
        if (way == Way.Snapshot)
            DataFolder.TakeSnapshot(before);
        return await _folder.CrashAsync();
    }

    private static Task<CreateTableResponse> CreateTableAsync(AmazonDynamoDBClient client) => client.CreateTableAsync(new CreateTableRequest
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

    private static async Task<List<Message>> ReceiveAsync(LocalAwsFixture server, string queue) =>
        (await server.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest
        {
            QueueUrl = queue,
            MessageSystemAttributeNames = ["All"],
        })).Messages ?? [];

    private static Task<SendMessageResponse> SendAsync(LocalAwsFixture server, string queue, string body) =>
        server.Sqs.SendMessageAsync(new SendMessageRequest
        {
            QueueUrl = queue,
            MessageBody = body,
            MessageGroupId = "g",
            MessageDeduplicationId = body,
        });

    private static Task<PutObjectResponse> PutObjectAsync(LocalAwsFixture server, string key)
    {
        var request = new PutObjectRequest
        {
            BucketName = "bucket",
            Key = key,
            InputStream = new MemoryStream(Encoding.UTF8.GetBytes($"body of {key}")),
            ContentType = "text/x-test",
        };
        request.Metadata["colour"] = "blue";
        return server.S3.PutObjectAsync(request);
    }
}
