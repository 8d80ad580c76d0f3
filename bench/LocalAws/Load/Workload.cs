using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.S3.Model;
using WebhookSystem.Bench.LocalAws.Servers;

namespace WebhookSystem.Bench.LocalAws.Load;

/// <summary>What the SDK is made to do: one call, or a message's whole way, told apart by a number.</summary>
internal sealed class Workload(Clients clients)
{
    /// <summary>A table that no stream follows.</summary>
    public const string PlainTable = "bench-plain";

    private const string Table = "bench";

    private const string Bucket = "bench-objects";
    private const int PartitionItems = 20;

    private static readonly string Payload = new('x', 400);

    private string _queue = "";
    private string _iterator = "";

    public IReadOnlyList<(string Name, Func<long, CancellationToken, Task> RunAsync)> Operations =>
    [
        ("PutItem", PutAsync),
        ("UpdateItem, conditional", UpdateAsync),
        ("Query", QueryAsync),
        ("SendMessage+Receive+Delete", PassAsync),
        ("PutObject 1 KiB", PutObjectAsync),
        ("GetRecords", GetRecordsAsync),
    ];

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await clients.DynamoDb.CreateTableAsync(Declaration(PlainTable, isFollowed: false), cancellationToken);
        var table = await clients.DynamoDb.CreateTableAsync(Declaration(Table, isFollowed: true), cancellationToken);
        for (var i = 0; i < PartitionItems; i++)
            await clients.DynamoDb.PutItemAsync(Table, Item("query", $"{i:D3}"), cancellationToken);
        _queue = (await clients.Sqs.CreateQueueAsync("bench", cancellationToken)).QueueUrl;
        await clients.S3.PutBucketAsync(Bucket, cancellationToken);
        _iterator = await FirstIteratorAsync(table.TableDescription.LatestStreamArn, cancellationToken);
    }

    private static CreateTableRequest Declaration(string name, bool isFollowed) => new()
    {
        TableName = name,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
        AttributeDefinitions = [new("pk", ScalarAttributeType.S), new("sk", ScalarAttributeType.S)],
        StreamSpecification = isFollowed
            ? new() { StreamEnabled = true, StreamViewType = StreamViewType.NEW_IMAGE }
            : null,
    };

    private async Task<string> FirstIteratorAsync(string stream, CancellationToken cancellationToken)
    {
        var description = await clients.Streams.DescribeStreamAsync(
            new Amazon.DynamoDBStreams.Model.DescribeStreamRequest { StreamArn = stream }, cancellationToken);
        var iterator = await clients.Streams.GetShardIteratorAsync(
            new Amazon.DynamoDBStreams.Model.GetShardIteratorRequest
            {
                StreamArn = stream,
                ShardId = description.StreamDescription.Shards[0].ShardId,
                ShardIteratorType = "TRIM_HORIZON",
            },
            cancellationToken);
        return iterator.ShardIterator;
    }

    private static Dictionary<string, AttributeValue> Item(string partition, string sort) =>
        new() { ["pk"] = new(partition), ["sk"] = new(sort), ["body"] = new(Payload) };

    private Task<PutItemResponse> PutAsync(long number, CancellationToken cancellationToken) =>
        clients.DynamoDb.PutItemAsync(Table, Item($"put-{number}", "0"), cancellationToken);

    private Task<UpdateItemResponse> UpdateAsync(long number, CancellationToken cancellationToken) =>
        clients.DynamoDb.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = Table,
                Key = new() { ["pk"] = new($"update-{number}"), ["sk"] = new("0") },
                UpdateExpression = "SET seen = if_not_exists(seen, :zero) + :one",
                ConditionExpression = "attribute_not_exists(pk)",
                ExpressionAttributeValues = new() { [":zero"] = new() { N = "0" }, [":one"] = new() { N = "1" } },
            },
            cancellationToken);

    private Task<QueryResponse> QueryAsync(long number, CancellationToken cancellationToken) =>
        clients.DynamoDb.QueryAsync(
            new QueryRequest
            {
                TableName = Table,
                KeyConditionExpression = "pk = :pk",
                ExpressionAttributeValues = new() { [":pk"] = new("query") },
            },
            cancellationToken);

    private async Task PassAsync(long number, CancellationToken cancellationToken)
    {
        await clients.Sqs.SendMessageAsync(_queue, Payload, cancellationToken);
        var received = await clients.Sqs.ReceiveMessageAsync(_queue, cancellationToken);
        foreach (var message in received.Messages ?? [])
            await clients.Sqs.DeleteMessageAsync(_queue, message.ReceiptHandle, cancellationToken);
    }

    private Task<PutObjectResponse> PutObjectAsync(long number, CancellationToken cancellationToken) =>
        clients.S3.PutObjectAsync(
            new PutObjectRequest { BucketName = Bucket, Key = $"o/{number}", ContentBody = new('x', 1024) },
            cancellationToken);

    private Task<Amazon.DynamoDBStreams.Model.GetRecordsResponse> GetRecordsAsync(
        long number, CancellationToken cancellationToken) =>
        clients.Streams.GetRecordsAsync(
            new Amazon.DynamoDBStreams.Model.GetRecordsRequest { ShardIterator = _iterator, Limit = 10 },
            cancellationToken);
}
