using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Reading;

/// <summary>A read unit is 4 KB, half if eventually consistent; a write unit is 1 KB, and for each index.</summary>
public sealed class ConsumedCapacity(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Theory]
    [InlineData(1, false, 0.5)]
    [InlineData(1, true, 1)]
    [InlineData(4096, true, 1)]
    [InlineData(4097, true, 2)]
    [InlineData(4097, false, 1)]
    [InlineData(0, true, 1)]
    public async Task A_read_costs_by_size_and_consistency(int bytes, bool isConsistent, double units)
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        if (bytes > 0)
            await PutAsync(table, Math.Max(0, bytes - 4));

        var read = await localAws.DynamoDb.GetItemAsync(
            new GetItemRequest(table, Calls.Item("""{"pk": "k"}"""), isConsistent)
        {
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });

        Assert.Equal(units, read.ConsumedCapacity.CapacityUnits);
        Assert.Equal(table, read.ConsumedCapacity.TableName);
        Assert.Null(read.ConsumedCapacity.Table);
    }

    [Fact]
    public async Task A_write_costs_the_larger_of_before_and_after()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        Assert.Equal(3, (await PutAsync(table, 2045)).ConsumedCapacity.CapacityUnits);
        Assert.Equal(3, (await PutAsync(table, 1)).ConsumedCapacity.CapacityUnits);
        Assert.Equal(1, (await PutAsync(table, 1)).ConsumedCapacity.CapacityUnits);
    }

    [Fact]
    public async Task An_index_costs_when_its_entry_changes_and_twice_when_it_moves()
    {
        var table = await localAws.DynamoDb.NewTableAsync(more: request =>
        {
            request.AttributeDefinitions.Add(new("g", ScalarAttributeType.S));
            request.GlobalSecondaryIndexes =
            [
                new()
                {
                    IndexName = "by-g",
                    KeySchema = [new("g", KeyType.HASH)],
                    Projection = new() { ProjectionType = ProjectionType.KEYS_ONLY },
                },
            ];
        });

        Assert.Null(await IndexUnitsAsync("""{"pk": "k"}"""));
        Assert.Equal(1, await IndexUnitsAsync("""{"pk": "k", "g": "1"}"""));
        Assert.Null(await IndexUnitsAsync("""{"pk": "k", "g": "1", "other": "x"}"""));
        Assert.Equal(2, await IndexUnitsAsync("""{"pk": "k", "g": "2"}"""));

        async Task<double?> IndexUnitsAsync(string item)
        {
            var put = await localAws.DynamoDb.PutItemAsync(new PutItemRequest(table, Calls.Item(item))
            {
                ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES,
            });
            Assert.Equal(1, put.ConsumedCapacity.Table.CapacityUnits);
            return put.ConsumedCapacity.GlobalSecondaryIndexes?.GetValueOrDefault("by-g")?.CapacityUnits;
        }
    }

    [Fact]
    public async Task A_query_is_charged_for_its_sum()
    {
        var table = await localAws.DynamoDb.NewTableAsync(withSort: true);
        for (var i = 0; i < 10; i++)
            await localAws.DynamoDb.PutItemAsync(
                table, new() { ["pk"] = new("k"), ["sk"] = new($"{i}"), ["x"] = new(new string('x', 1000)) });

        var query = await localAws.DynamoDb.QueryAsync(new QueryRequest(table)
        {
            KeyConditionExpression = "pk = :k",
            ExpressionAttributeValues = Calls.Item("""{":k": "k"}"""),
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });

        Assert.Equal(1.5, query.ConsumedCapacity.CapacityUnits);
    }

    private Task<PutItemResponse> PutAsync(string table, int bytes) => localAws.DynamoDb.PutItemAsync(
        new PutItemRequest(table, new() { ["pk"] = new("k"), ["x"] = new(new string('x', bytes)) })
        {
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
        });
}
