using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Writing;

/// <summary>What DynamoDB draws a line at, where one would not look for it.</summary>
public sealed class Limits(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task A_transaction_brings_at_most_four_megabytes()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        var text = new string('x', 100_000);
        var puts = Enumerable.Range(0, 50).Select(number => new TransactWriteItem
        {
            Put = new() { TableName = table, Item = new() { ["pk"] = new($"{number}"), ["x"] = new(text) } },
        });

        var refusal = await Calls.RefusalAsync(() => localAws.DynamoDb.TransactWriteItemsAsync(
            new TransactWriteItemsRequest { TransactItems = [.. puts] }));

        Assert.Equal("ValidationException: Transaction payload size cannot exceed 4 MB", refusal);
    }

    [Fact]
    public async Task What_a_small_transaction_does_to_large_items_is_not_counted()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        var text = new string('x', 390 * 1024);
        for (var number = 0; number < 12; number++)
            await localAws.DynamoDb.PutItemAsync(table, new() { ["pk"] = new($"{number}"), ["x"] = new(text) });

        await localAws.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [.. Enumerable.Range(0, 12).Select(number => new TransactWriteItem
            {
                Update = new()
                {
                    TableName = table,
                    Key = Calls.Item($$"""{"pk": "{{number}}"}"""),
                    UpdateExpression = "SET n = :n",
                    ExpressionAttributeValues = new() { [":n"] = new() { N = "1" } },
                },
            })],
        });

        var item = await localAws.DynamoDb.GetItemAsync(table, Calls.Item("""{"pk": "11"}"""), true);
        Assert.Equal("1", item.Item["n"].N);
    }

    [Fact]
    public async Task Of_two_actions_that_do_not_fit_the_first_is_told_of()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        TransactWriteItem Put(AttributeValue key) =>
            new() { Put = new() { TableName = table, Item = new() { ["pk"] = key } } };

        var error = await Assert.ThrowsAsync<TransactionCanceledException>(
            () => localAws.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems = [Put(new("fits")), Put(new() { N = "7" }), Put(new() { N = "8" })],
            }));

        Assert.Equal(
            ["None", "ValidationError", "None"], error.CancellationReasons.Select(static reason => reason.Code));
    }

    [Theory]
    [InlineData("REMOVE x.y")]
    [InlineData("REMOVE x[0]")]
    public async Task Nothing_is_removed_from_an_item_that_is_not_there(string expression)
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        await localAws.DynamoDb.UpdateAsync(table, """{"pk": "nobody"}""", expression);

        Assert.Equal("", await localAws.DynamoDb.GetAsync(table, """{"pk": "nobody"}"""));
    }

    [Fact]
    public async Task Lists_are_appended_once()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        Assert.Equal(
            Calls.Counted + "Invalid UpdateExpression: The function is not allowed to be used this way in an "
            + "expression; function: list_append",
            await Calls.RefusalAsync(() => localAws.DynamoDb.UpdateAsync(
                table, """{"pk": "k"}""", "SET a = list_append(list_append(:x, :x), :x)", """{":x": [1]}""")));
    }

    [Fact]
    public async Task Nothing_comes_after_the_only_item_of_a_key()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        Assert.Equal(
            "ValidationException: The provided exclusive start key is invalid: ExclusiveStartKey: "
            + "{pk=AttributeValue: {S:k}}",
            await Calls.RefusalAsync(() => localAws.DynamoDb.QueryAsync(new QueryRequest(table)
            {
                KeyConditionExpression = "pk = :k",
                ExpressionAttributeValues = new() { [":k"] = new("k") },
                ExclusiveStartKey = Calls.Item("""{"pk": "k"}"""),
            })));
    }

    [Theory]
    [InlineData(1, "Duplicate attribute in NonKeyAttributes: n")]
    [InlineData(256, "Member must have length less than or equal to 255")]
    public async Task An_index_projects_each_attribute_once_and_by_a_short_name(int length, string refusal)
    {
        var name = new string('n', length);

        Assert.EndsWith(refusal, await Calls.RefusalAsync(() => localAws.DynamoDb.NewTableAsync(more: request =>
        {
            request.GlobalSecondaryIndexes =
            [
                new()
                {
                    IndexName = "index",
                    KeySchema = [new("pk", Amazon.DynamoDBv2.KeyType.HASH)],
                    Projection = new()
                    {
                        ProjectionType = Amazon.DynamoDBv2.ProjectionType.INCLUDE, NonKeyAttributes = [name, name],
                    },
                },
            ];
        })), StringComparison.Ordinal);
    }
}
