using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb;

/// <summary>The put that idempotency rests on, through the SDK.</summary>
public sealed class ConditionalPuts(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task Of_ten_at_once_one_is_stored_and_nine_are_refused()
    {
        var table = await CreateTableAsync();
        var puts = Enumerable.Range(0, 10).Select(_ => TryPutAsync(table, "e1"));

        var stored = await Task.WhenAll(puts);

        Assert.Single(stored, one => one);
        var query = await localAws.DynamoDb.QueryAsync(new QueryRequest
        {
            TableName = table,
            KeyConditionExpression = "pk = :pk AND begins_with(sk, :prefix)",
            ExpressionAttributeValues = new() { [":pk"] = new("k"), [":prefix"] = new("e") },
        });
        Assert.Equal("e1", Assert.Single(query.Items)["sk"].S);
    }

    [Fact]
    public async Task A_number_of_38_digits_is_exact()
    {
        var table = await CreateTableAsync();
        const string Digits = "12345678901234567890123456789012345678";
        await localAws.DynamoDb.PutItemAsync(table, new()
        {
            ["pk"] = new("k"),
            ["sk"] = new("n"),
            ["n"] = new() { N = Digits },
        });

        var read = await localAws.DynamoDb.GetItemAsync(table, new() { ["pk"] = new("k"), ["sk"] = new("n") });

        Assert.Equal(Digits, read.Item["n"].N);
    }

    private async Task<bool> TryPutAsync(string table, string id)
    {
        try
        {
            await localAws.DynamoDb.PutItemAsync(new PutItemRequest
            {
                TableName = table,
                Item = new() { ["pk"] = new("k"), ["sk"] = new(id) },
                ConditionExpression = "attribute_not_exists(pk)",
            });
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    private async Task<string> CreateTableAsync()
    {
        var name = $"t-{Guid.NewGuid():N}";
        await localAws.DynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new("pk", KeyType.HASH), new("sk", KeyType.RANGE)],
            AttributeDefinitions = [new("pk", ScalarAttributeType.S), new("sk", ScalarAttributeType.S)],
            StreamSpecification = new() { StreamEnabled = true, StreamViewType = StreamViewType.NEW_AND_OLD_IMAGES },
        });
        return name;
    }
}
