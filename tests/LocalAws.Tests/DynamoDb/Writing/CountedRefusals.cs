using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Writing;

/// <summary>
/// AWS counts what is wrong with a put, an update or a delete in itself; not what its table or item is in the way of,
/// nor what is wrong with a transaction or a read.
/// </summary>
public sealed class CountedRefusals(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private const string Unused = "Value provided in ExpressionAttributeNames unused in expressions: keys: {#u}";

    private static readonly Dictionary<string, string> Names = new() { ["#u"] = "u" };

    [Fact]
    public async Task Writes_count_and_reads_and_transactions_do_not()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        var key = Calls.Item("""{"pk": "k"}""");
        const string Condition = "attribute_not_exists(pk)";
        Func<Task>[] writes =
        [
            () => localAws.DynamoDb.PutItemAsync(new PutItemRequest(table, key)
            {
                ConditionExpression = Condition, ExpressionAttributeNames = Names,
            }),
            () => localAws.DynamoDb.DeleteItemAsync(new DeleteItemRequest(table, key)
            {
                ConditionExpression = Condition, ExpressionAttributeNames = Names,
            }),
            () => localAws.DynamoDb.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table, Key = key, UpdateExpression = "REMOVE a", ExpressionAttributeNames = Names,
            }),
        ];
        Func<Task>[] others =
        [
            () => localAws.DynamoDb.GetItemAsync(new GetItemRequest(table, key)
            {
                ProjectionExpression = "a", ExpressionAttributeNames = Names,
            }),
            () => localAws.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems =
                [
                    new()
                    {
                        Put = new()
                        {
                            TableName = table, Item = key, ConditionExpression = Condition,
                            ExpressionAttributeNames = Names,
                        },
                    },
                ],
            }),
        ];

        foreach (var write in writes)
            Assert.Equal(Calls.Counted + Unused, await Calls.RefusalAsync(write));
        foreach (var other in others)
            Assert.Equal("ValidationException: " + Unused, await Calls.RefusalAsync(other));
    }

    [Fact]
    public async Task What_does_not_fit_the_table_is_not_counted()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        Assert.Equal("ValidationException: The provided key element does not match the schema",
            await Calls.RefusalAsync(() => localAws.DynamoDb.DeleteItemAsync(table, Calls.Item("""{"pk": 1}"""))));
        Assert.Equal("ValidationException: One or more parameter values were invalid: Cannot update attribute pk. "
            + "This attribute is part of the key", await Calls.RefusalAsync(() => localAws.DynamoDb.UpdateAsync(
                table, """{"pk": "k"}""", "SET pk = :x", """{":x": "x"}""")));
    }

    [Theory]
    [InlineData("Query", Calls.Counted)]
    [InlineData("Scan", "ValidationException: ")]
    public async Task Of_reads_a_query_counts_what_it_cannot_select(string operation, string counted)
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        var input = $$"""{"TableName":"{{table}}","Select":"ALL_PROJECTED_ATTRIBUTES"}""";
        if (operation == "Query")
        {
            input = input.Replace("}", ""","KeyConditionExpression":"pk = :k","ExpressionAttributeValues":"""
                + """{":k":{"S":"k"}}}""", StringComparison.Ordinal);
        }

        Assert.Equal(
            counted + "ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName",
            await localAws.CallAsync("DynamoDB_20120810." + operation, input));
    }

    [Theory]
    [InlineData("{}", "Value null at 'tableName' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"TableName":""}""",
        "Value at 'TableName' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    [InlineData("""{"TableName":"any","Item":{"pk":{"S":"k"}},"ReturnValues":"ALL"}""",
        "Failed to satisfy constraint: Member must satisfy enum value set: "
        + "[ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]")]
    [InlineData("""{"TableName":"any","Item":{"pk":{"S":"k"}},"ReturnConsumedCapacity":"ALL"}""",
        "Value 'ALL' at 'returnConsumedCapacity' failed to satisfy constraint: Member must satisfy enum value set: "
        + "[INDEXES, TOTAL, NONE]")]
    public async Task A_request_is_read_before_its_table_is_looked_for(string input, string refusal)
    {
        Assert.Equal(Calls.Counted + refusal, await localAws.CallAsync("DynamoDB_20120810.PutItem", input));
    }
}
