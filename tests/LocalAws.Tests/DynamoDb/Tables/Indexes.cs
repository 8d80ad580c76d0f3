using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Tables;

/// <summary>Another view of a table's items: those that have its key, in its order, with what it projects.</summary>
public sealed class Indexes(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task Only_items_with_the_whole_key_are_in_it_and_those_that_share_one_all_are()
    {
        var table = await NewTableAsync(ProjectionType.ALL);
        await localAws.DynamoDb.PutAsync(table, """{"pk": "a", "sk": "1", "g": "x", "n": 2}""");
        await localAws.DynamoDb.PutAsync(table, """{"pk": "b", "sk": "1", "g": "x", "n": 1}""");
        await localAws.DynamoDb.PutAsync(table, """{"pk": "c", "sk": "1", "g": "x", "n": 1}""");
        await localAws.DynamoDb.PutAsync(table, """{"pk": "d", "sk": "1", "g": "x"}""");
        await localAws.DynamoDb.PutAsync(table, """{"pk": "e", "sk": "1", "n": 1}""");

        foreach (var limit in new[] { 1, 2, 9 })
            Assert.Equal(["b", "c", "a"], (await ReadAsync(table, "global", "g = :k", "x", limit)).Order(
                ByNumber).Select(static item => item["pk"].S));
        Assert.Equal(3, (await localAws.DynamoDb.ScanAsync(new ScanRequest(table) { IndexName = "global" })).Count);
    }

    [Fact]
    public async Task It_follows_every_change()
    {
        var table = await NewTableAsync(ProjectionType.ALL);
        await localAws.DynamoDb.PutAsync(table, """{"pk": "a", "sk": "1", "g": "x", "n": 1}""");

        await localAws.DynamoDb.UpdateAsync(table, """{"pk": "a", "sk": "1"}""", "SET g = :y", """{":y": "y"}""");
        Assert.Empty(await ReadAsync(table, "global", "g = :k", "x"));
        Assert.Single(await ReadAsync(table, "global", "g = :k", "y"));

        await localAws.DynamoDb.UpdateAsync(table, """{"pk": "a", "sk": "1"}""", "REMOVE n");
        Assert.Empty(await ReadAsync(table, "global", "g = :k", "y"));

        var index = (await localAws.DynamoDb.DescribeTableAsync(table)).Table.GlobalSecondaryIndexes[0];
        Assert.Equal((0, 0), (index.ItemCount, index.IndexSizeBytes));
    }

    [Theory]
    [InlineData("ALL", """{"g":"x","n":1,"o":2,"p":3,"pk":"a","sk":"1"}""")]
    [InlineData("KEYS_ONLY", """{"g":"x","n":1,"pk":"a","sk":"1"}""")]
    [InlineData("INCLUDE", """{"g":"x","n":1,"o":2,"pk":"a","sk":"1"}""")]
    public async Task It_shows_what_it_projects(string projection, string shown)
    {
        var table = await NewTableAsync(projection);
        await localAws.DynamoDb.PutAsync(table, """{"pk": "a", "sk": "1", "g": "x", "n": 1, "o": 2, "p": 3}""");

        Assert.Equal(shown, Calls.Json(Assert.Single(await ReadAsync(table, "global", "g = :k", "x"))));
    }

    [Fact]
    public async Task A_local_one_fetches_what_it_lacks_and_a_global_one_refuses()
    {
        var table = await NewTableAsync(ProjectionType.KEYS_ONLY);
        await localAws.DynamoDb.PutAsync(table, """{"pk": "a", "sk": "1", "g": "x", "n": 1, "p": 3}""");

        var local = await localAws.DynamoDb.QueryAsync(Request(table, "local", "pk = :k", "a", "p"));
        var global = await Calls.RefusalAsync(() =>
            localAws.DynamoDb.QueryAsync(Request(table, "global", "g = :k", "x", "p")));
        var consistent = await Calls.RefusalAsync(() => localAws.DynamoDb.QueryAsync(
            new QueryRequest(table)
            {
                IndexName = "global",
                ConsistentRead = true,
                KeyConditionExpression = "g = :k",
                ExpressionAttributeValues = new() { [":k"] = new("x") },
            }));

        Assert.Equal("""{"p":3}""", Calls.Json(Assert.Single(local.Items)));
        Assert.Equal("ValidationException: One or more parameter values were invalid: "
            + "Global secondary index global does not project [p]", global);
        Assert.Equal("ValidationException: Consistent reads are not supported on global secondary indexes", consistent);
    }

    [Fact]
    public async Task A_key_of_the_wrong_type_is_refused_by_put_and_by_update()
    {
        var table = await NewTableAsync(ProjectionType.ALL);
        await localAws.DynamoDb.PutAsync(table, """{"pk": "a", "sk": "1", "g": "x", "n": 1}""");

        Assert.Equal("ValidationException: One or more parameter values were invalid: "
            + "Type mismatch for Index Key g Expected: S Actual: N IndexName: global",
            await Calls.RefusalAsync(() => localAws.DynamoDb.PutAsync(table, """{"pk": "b", "sk": "1", "g": 1}""")));
        Assert.Equal("ValidationException: One or more parameter values were invalid: "
            + "Type mismatch for Index Key g Expected: S Actual: N IndexName: global",
            await Calls.RefusalAsync(() => localAws.DynamoDb.UpdateAsync(
                table, """{"pk": "a", "sk": "1"}""", "SET g = :g", """{":g": 1}""")));
    }

    [Fact]
    public async Task One_added_later_holds_what_is_there_and_passes_over_what_does_not_fit()
    {
        var table = await NewTableAsync(ProjectionType.ALL);
        await localAws.DynamoDb.PutAsync(table, """{"pk": "a", "sk": "1", "late": "x"}""");
        await localAws.DynamoDb.PutAsync(table, """{"pk": "b", "sk": "1", "late": 1}""");

        await localAws.DynamoDb.UpdateTableAsync(new UpdateTableRequest
        {
            TableName = table,
            AttributeDefinitions = [new("late", ScalarAttributeType.S)],
            GlobalSecondaryIndexUpdates =
            [
                new()
                {
                    Create = new()
                    {
                        IndexName = "late",
                        KeySchema = [new("late", KeyType.HASH)],
                        Projection = new() { ProjectionType = ProjectionType.ALL },
                    },
                },
            ],
        });
        await localAws.DynamoDb.UpdateAsync(table, """{"pk": "b", "sk": "1"}""", "SET o = :o", """{":o": 1}""");

        Assert.Equal("a", Assert.Single(await ReadAsync(table, "late", "late = :k", "x"))["pk"].S);
        await localAws.DynamoDb.UpdateTableAsync(new UpdateTableRequest
        {
            TableName = table,
            GlobalSecondaryIndexUpdates = [new() { Delete = new() { IndexName = "late" } }],
        });
        Assert.Equal("ValidationException: The table does not have the specified index: late",
            await Calls.RefusalAsync(() => ReadAsync(table, "late", "late = :k", "x")));
        Assert.DoesNotContain("late", (await localAws.DynamoDb.DescribeTableAsync(table)).Table
            .AttributeDefinitions.Select(static attribute => attribute.AttributeName));
    }

    [Fact]
    public async Task A_write_tells_the_size_of_its_collection_where_there_is_a_local_one()
    {
        var indexed = await NewTableAsync(ProjectionType.ALL);
        var plain = await localAws.DynamoDb.NewTableAsync(withSort: true);

        var metrics = (await PutAsync(indexed)).ItemCollectionMetrics;

        Assert.Equal("a", metrics.ItemCollectionKey["pk"].S);
        Assert.Equal([0, 1], metrics.SizeEstimateRangeGB);
        Assert.Null((await PutAsync(plain)).ItemCollectionMetrics);

        Task<PutItemResponse> PutAsync(string table) => localAws.DynamoDb.PutItemAsync(
            new PutItemRequest(table, Calls.Item("""{"pk": "a", "sk": "1"}"""))
            {
                ReturnItemCollectionMetrics = ReturnItemCollectionMetrics.SIZE,
            });
    }

    private static readonly Comparer<Dictionary<string, AttributeValue>> ByNumber =
        Comparer<Dictionary<string, AttributeValue>>.Create(static (one, two) =>
            (one["n"].N, one["pk"].S).CompareTo((two["n"].N, two["pk"].S)));

    private static QueryRequest Request(
        string table, string index, string condition, string value, string? projection = null) =>
        new(table)
        {
            IndexName = index,
            KeyConditionExpression = condition,
            ExpressionAttributeValues = new() { [":k"] = new(value) },
            ProjectionExpression = projection,
        };

    private async Task<List<Dictionary<string, AttributeValue>>> ReadAsync(
        string table, string index, string condition, string value, int limit = 100)
    {
        var request = Request(table, index, condition, value);
        request.Limit = limit;
        List<Dictionary<string, AttributeValue>> items = [];
        await foreach (var page in localAws.DynamoDb.Paginators.Query(request).Responses)
            items.AddRange(page.Items);
        return items;
    }

    private Task<string> NewTableAsync(ProjectionType projection) => localAws.DynamoDb.NewTableAsync(true, request =>
    {
        request.AttributeDefinitions.AddRange([new("g", ScalarAttributeType.S), new("n", ScalarAttributeType.N)]);
        var projected = new Projection
        {
            ProjectionType = projection,
            NonKeyAttributes = projection == ProjectionType.INCLUDE ? ["o"] : null,
        };
        request.GlobalSecondaryIndexes =
        [
            new() { IndexName = "global", KeySchema = [new(
                "g", KeyType.HASH), new("n", KeyType.RANGE)], Projection = projected },
        ];
        request.LocalSecondaryIndexes =
        [
            new() { IndexName = "local", KeySchema = [new(
                "pk", KeyType.HASH), new("n", KeyType.RANGE)], Projection = projected },
        ];
    });
}
