using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.Keep.Load;

/// <summary>Counts up two items in one transaction: they are never apart.</summary>
internal sealed class TransactionWorker : Worker
{
    private const string Table = "transacted";

    private int _known;

    public override Task PrepareAsync(ChildServer server) => server.DynamoDb.CreateTableAsync(new CreateTableRequest
    {
        TableName = Table,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        KeySchema = [new("pk", KeyType.HASH)],
        AttributeDefinitions = [new("pk", ScalarAttributeType.S)],
    });

    public override async Task VerifyAsync(ChildServer server)
    {
        var (left, right) = (await CountAsync(server, "left"), await CountAsync(server, "right"));

        Assert.Equal(left, right);
        Assert.InRange(left, _known, _known + 1);
        _known = left;
    }

    protected override async Task WriteAsync(ChildServer server)
    {
        await server.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [CountUp("left"), CountUp("right")],
        });
        _known++;
    }

    private static TransactWriteItem CountUp(string key) => new()
    {
        Update = new()
        {
            TableName = Table,
            Key = new() { ["pk"] = new(key) },
            UpdateExpression = "ADD n :one",
            ExpressionAttributeValues = new() { [":one"] = new() { N = "1" } },
        },
    };

    private static async Task<int> CountAsync(ChildServer server, string key)
    {
        var item = (await server.DynamoDb.GetItemAsync(Table, new() { ["pk"] = new(key) })).Item;
        return item is { Count: > 0 } ? int.Parse(item["n"].N) : 0;
    }
}
