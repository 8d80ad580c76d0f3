using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.Keep.Load;

/// <summary>Puts items, changes them under a condition, deletes some.</summary>
internal sealed class ItemWorker(int number) : Worker
{
    private const string Table = "worked";
    private const int Keys = 50;

    private readonly int?[] _known = new int?[Keys];
    private (int Key, int? Value)? _underWay;
    private int _turn;

    public override async Task PrepareAsync(ChildServer server)
    {
        if (number != 0)
            return;
        await server.DynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = Table,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new("pk", KeyType.HASH)],
            AttributeDefinitions = [new("pk", ScalarAttributeType.S)],
            StreamSpecification = new() { StreamEnabled = true, StreamViewType = StreamViewType.NEW_IMAGE },
        });
    }

    public override async Task VerifyAsync(ChildServer server)
    {
        for (var key = 0; key < Keys; key++)
        {
            var item = (await server.DynamoDb.GetItemAsync(Table, KeyOf(key), consistentRead: true)).Item;
            int? found = item is { Count: > 0 } ? int.Parse(item["n"].N) : null;
            if (_underWay is { } underWay && underWay.Key == key && underWay.Value == found)
                _known[key] = found;
            Assert.Equal(_known[key], found);
        }

        _underWay = null;
    }

    protected override async Task WriteAsync(ChildServer server)
    {
        var key = _turn++ % Keys;
        var known = _known[key];
        int? next = _turn % 7 == 0 ? null : _turn;
        _underWay = (key, next);
        if (next is null)
            await server.DynamoDb.DeleteItemAsync(Table, KeyOf(key));
        else if (known is null)
            await PutAsync(server, key, next.Value);
        else
            await UpdateAsync(server, key, known.Value, next.Value);
        _known[key] = next;
        _underWay = null;
    }

    private Task<PutItemResponse> PutAsync(ChildServer server, int key, int value)
    {
        var item = KeyOf(key);
        item["n"] = new() { N = $"{value}" };
        item["body"] = new(new string('x', 300));
        return server.DynamoDb.PutItemAsync(new PutItemRequest
        {
            TableName = Table,
            Item = item,
            ConditionExpression = "attribute_not_exists(pk)",
        });
    }

    private Task<UpdateItemResponse> UpdateAsync(ChildServer server, int key, int known, int value) =>
        server.DynamoDb.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = Table,
            Key = KeyOf(key),
            UpdateExpression = "SET n = :next",
            ConditionExpression = "n = :known",
            ExpressionAttributeValues = new()
            {
                [":next"] = new() { N = $"{value}" },
                [":known"] = new() { N = $"{known}" },
            },
        });

    private Dictionary<string, AttributeValue> KeyOf(int key) => new() { ["pk"] = new($"{number}-{key}") };
}
