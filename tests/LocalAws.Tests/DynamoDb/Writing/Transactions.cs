using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Writing;

/// <summary>All of a transaction happens, or nothing does and every action has its reason.</summary>
public sealed class Transactions(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task Writes_and_checks_over_tables_happen_together()
    {
        var (one, two) = (await localAws.DynamoDb.NewTableAsync(), await localAws.DynamoDb.NewTableAsync());
        await localAws.DynamoDb.PutAsync(one, """{"pk": "gone"}""");
        await localAws.DynamoDb.PutAsync(two, """{"pk": "checked"}""");

        await localAws.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                Put(one, """{"pk": "put"}"""),
                new() { Delete = new() { TableName = one, Key = Calls.Item("""{"pk": "gone"}""") } },
                Update(two, """{"pk": "updated"}""", "SET a = :a", """{":a": 1}"""),
                Check(two, """{"pk": "checked"}""", "attribute_exists(pk)"),
            ],
        });

        Assert.Equal("put", Assert.Single((await localAws.DynamoDb.ScanAsync(new ScanRequest(one))).Items)["pk"].S);
        Assert.Equal("""{"a":1,"pk":"updated"}""", await localAws.DynamoDb.GetAsync(two, """{"pk": "updated"}"""));
    }

    [Fact]
    public async Task A_cancelled_one_names_its_reasons_in_order_and_leaves_no_trace()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutAsync(table, """{"pk": "there", "n": "text"}""");

        var error = await Assert.ThrowsAsync<TransactionCanceledException>(
            () => localAws.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
            {
                TransactItems =
                [
                    Put(table, """{"pk": "new"}"""),
                    Put(table, """{"pk": "there", "n": 1}""", "attribute_not_exists(pk)", "ALL_OLD"),
                    Check(table, """{"pk": "absent"}""", "attribute_exists(pk)"),
                    Update(table, """{"pk": "other"}""", "SET a = b + :a", """{":a": 1}"""),
                ],
            }));

        Assert.Equal("Transaction cancelled, please refer cancellation reasons for specific reasons "
            + "[None, ConditionalCheckFailed, ConditionalCheckFailed, ValidationError]", error.Message);
        Assert.Equal(
            ["None", "ConditionalCheckFailed", "ConditionalCheckFailed", "ValidationError"],
            error.CancellationReasons.Select(static reason => reason.Code));
        Assert.Equal("""{"n":"text","pk":"there"}""", Calls.Json(error.CancellationReasons[1].Item));
        Assert.Equal("The conditional request failed", error.CancellationReasons[2].Message);
        Assert.Equal("The provided expression refers to an attribute that does not exist in the item",
            error.CancellationReasons[3].Message);
        Assert.Equal(1, (await localAws.DynamoDb.ScanAsync(new ScanRequest(table))).Count);
    }

    [Fact]
    public async Task A_key_of_the_wrong_type_cancels_and_an_empty_one_is_refused()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        var error = await Assert.ThrowsAsync<TransactionCanceledException>(() => WriteAsync(
            Put(table, """{"pk": "a"}"""),
            Put(table, """{"pk": 1}"""),
            Check(table, """{"pk": 2}""", "attribute_exists(pk)")));
        var empty = await Calls.RefusalAsync(() => WriteAsync(
            new TransactWriteItem { Put = new() { TableName = table, Item = new() { ["pk"] = new("") } } }));

        Assert.Equal(["None", "ValidationError", "None"], error.CancellationReasons.Select(static r => r.Code));
        Assert.Equal("One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N",
            error.CancellationReasons[1].Message);
        Assert.Equal("ValidationException: One or more parameter values are not valid. The AttributeValue for a key "
            + "attribute cannot contain an empty string value. Key: pk", empty);

        Task WriteAsync(params List<TransactWriteItem> actions) =>
            localAws.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest { TransactItems = actions });
    }

    [Fact]
    public async Task No_item_is_written_twice_in_one()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        var refusal = await Calls.RefusalAsync(() =>
            localAws.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems = [Put(table, """{"pk": "a"}"""), Check(table, """{"pk": "a"}""", "attribute_exists(pk)")],
        }));

        Assert.Equal(
            "ValidationException: Transaction request cannot include multiple operations on one item", refusal);
    }

    [Fact]
    public async Task One_has_a_hundred_actions_and_4_MB()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        await WriteAsync(100, 1);
        Assert.StartsWith("ValidationException: 1 validation error detected", await Calls.RefusalAsync(() =>
            WriteAsync(101, 1)), StringComparison.Ordinal);
        Assert.StartsWith("ValidationException: Transaction payload size", await Calls.RefusalAsync(() =>
            WriteAsync(11, 390 * 1024)), StringComparison.Ordinal);

        Task WriteAsync(int count, int bytes) => localAws.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            TransactItems =
            [
                .. Enumerable.Range(0, count).Select(i => new TransactWriteItem
                {
                    Put = new() { TableName = table, Item = new() { ["pk"] = new(
                        $"{i}"), ["x"] = new(new string('x', bytes)) } },
                }),
            ],
        });
    }

    [Fact]
    public async Task Reads_see_one_instant_while_writers_move_a_sum()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutAsync(table, """{"pk": "a", "n": 50}""");
        await localAws.DynamoDb.PutAsync(table, """{"pk": "b", "n": 50}""");

        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                await localAws.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
                {
                    TransactItems =
                    [
                        Update(table, """{"pk": "a"}""", "SET n = n - :one", """{":one": 1}"""),
                        Update(table, """{"pk": "b"}""", "SET n = n + :one", """{":one": 1}"""),
                    ],
                });
            }
        })).ToArray();
        while (!Task.WhenAll(writers).IsCompleted)
            Assert.Equal(100, (await ReadAsync()).Sum());
        await Task.WhenAll(writers);

        Assert.Equal<int[]>([-50, 150], await ReadAsync());

        async Task<int[]> ReadAsync() => [.. (await localAws.DynamoDb.TransactGetItemsAsync(new TransactGetItemsRequest
        {
            TransactItems = [Get("""{"pk": "a"}"""), Get("""{"pk": "b"}""")],
        })).Responses.Select(static response => int.Parse(response.Item["n"].N))];

        TransactGetItem Get(string key) => new() { Get = new() { TableName = table, Key = Calls.Item(key) } };
    }

    [Fact]
    public async Task A_read_of_what_is_not_there_has_no_item()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutAsync(table, """{"pk": "a", "x": 1, "y": 2}""");

        var read = await localAws.DynamoDb.TransactGetItemsAsync(new TransactGetItemsRequest
        {
            TransactItems =
            [
                new() { Get = new() { TableName = table, Key = Calls.Item(
                    """{"pk": "a"}"""), ProjectionExpression = "x" } },
                new() { Get = new() { TableName = table, Key = Calls.Item("""{"pk": "none"}""") } },
            ],
        });

        Assert.Equal("""{"x":1}""", Calls.Json(read.Responses[0].Item));
        Assert.Null(read.Responses[1].Item);
    }

    internal static TransactWriteItem Put(
        string table, string item, string? condition = null, string? returns = null) => new()
    {
        Put = new()
        {
            TableName = table,
            Item = Calls.Item(item),
            ConditionExpression = condition,
            ReturnValuesOnConditionCheckFailure = returns,
        },
    };

    internal static TransactWriteItem Update(string table, string key, string expression, string values) => new()
    {
        Update = new()
        {
            TableName = table,
            Key = Calls.Item(key),
            UpdateExpression = expression,
            ExpressionAttributeValues = Calls.Item(values),
        },
    };

    private static TransactWriteItem Check(string table, string key, string condition) => new()
    {
        ConditionCheck = new() { TableName = table, Key = Calls.Item(key), ConditionExpression = condition },
    };
}
