using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Reading;

/// <summary>One partition, a range of its sort keys, either way, page by page.</summary>
public sealed class Queries(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private static readonly string[] Sorts = ["a", "b", "ba", "bb", "c", "d", "\uFFFD", "\U0001F600"];

    [Theory]
    [InlineData("pk = :k", "a b ba bb c d \uFFFD \U0001F600")]
    [InlineData("pk = :k AND sk = :b", "b")]
    [InlineData("pk = :k AND sk < :b", "a")]
    [InlineData("pk = :k AND sk <= :b", "a b")]
    [InlineData("pk = :k AND sk > :bb", "c d \uFFFD \U0001F600")]
    [InlineData("pk = :k AND sk >= :bb", "bb c d \uFFFD \U0001F600")]
    [InlineData("pk = :k AND sk BETWEEN :b AND :c", "b ba bb c")]
    [InlineData("pk = :k AND begins_with(sk, :b)", "b ba bb")]
    [InlineData("sk > :c AND pk = :k", "d \uFFFD \U0001F600")]
    [InlineData("(pk = :k) AND (:c < sk)", "d \uFFFD \U0001F600")]
    [InlineData("pk = :k AND sk > :d AND pk = :k", null)]
    [InlineData("pk = :none", "")]
    public async Task A_range_is_answered_forwards_and_backwards_on_pages_of_any_size(string condition, string? sorts)
    {
        var table = await FilledTableAsync();
        if (sorts is null)
        {
            Assert.Equal("ValidationException: KeyConditionExpressions must only contain one condition per key",
                await Calls.RefusalAsync(() => ReadAsync(table, condition, true, 9)));
            return;
        }

        var wanted = sorts.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        foreach (var limit in new[] { 1, 2, 3, 100 })
        {
            Assert.Equal(wanted, await ReadAsync(table, condition, true, limit));
            Assert.Equal(wanted.Reverse(), await ReadAsync(table, condition, false, limit));
        }
    }

    [Theory]
    [InlineData("sk = :b", "Query condition missed key schema element: pk")]
    [InlineData("pk > :k", "Query key condition not supported")]
    [InlineData("pk = :k AND x = :b", "Query condition missed key schema element: sk")]
    [InlineData("pk = :k OR sk = :b", "Invalid operator used in KeyConditionExpression: OR")]
    [InlineData("pk = :k AND NOT sk = :b", "Invalid operator used in KeyConditionExpression: NOT")]
    [InlineData("pk = :k AND sk <> :b", "Invalid operator used in KeyConditionExpression: <>")]
    [InlineData("pk = :k AND sk IN (:b)", "Invalid operator used in KeyConditionExpression: IN")]
    [InlineData("pk = :k AND contains(sk, :b)", "Invalid operator used in KeyConditionExpression: contains")]
    [InlineData(
        "pk = :k AND attribute_exists(sk)",
        "Invalid operator used in KeyConditionExpression: attribute_exists")]
    [InlineData("pk = :k AND sk.a = :b", "KeyConditionExpressions cannot have conditions on nested attributes")]
    [InlineData(
        "pk = sk",
        "Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition")]
    [InlineData(
        "pk = :n",
        "One or more parameter values were invalid: Condition parameter type does not match schema type")]
    public async Task A_condition_that_is_no_range_of_one_partition_is_refused(string condition, string reason)
    {
        var table = await localAws.DynamoDb.NewTableAsync(withSort: true);

        Assert.Equal($"ValidationException: {reason}",
            await Calls.RefusalAsync(() => localAws.DynamoDb.QueryAsync(Request(table, condition))));
    }

    [Fact]
    public async Task A_filter_counts_what_it_looked_at_and_leaves_keys_alone()
    {
        var table = await FilledTableAsync();

        var page = await localAws.DynamoDb.QueryAsync(Request(table, "pk = :k", "begins_with(v, :b)", limit: 4));
        var refusal = await Calls.RefusalAsync(() =>
            localAws.DynamoDb.QueryAsync(Request(table, "pk = :k", "sk = :b")));

        Assert.Equal((3, 4), (page.Count, page.ScannedCount));
        Assert.Equal("""{"pk":"k","sk":"bb"}""", Calls.Json(page.LastEvaluatedKey));
        Assert.Equal("ValidationException: Filter Expression can only contain non-primary key attributes: "
            + "Primary key attribute: sk", refusal);
    }

    [Fact]
    public async Task A_count_has_no_items()
    {
        var table = await FilledTableAsync();
        var request = Request(table, "pk = :k");
        request.Select = Select.COUNT;

        var page = await localAws.DynamoDb.QueryAsync(request);

        Assert.Equal(Sorts.Length, page.Count);
        Assert.True(page.Items is null or []);
    }

    [Fact]
    public async Task A_page_ends_at_its_limit_and_says_so_even_at_the_last_item()
    {
        var table = await FilledTableAsync();

        var full = await localAws.DynamoDb.QueryAsync(Request(table, "pk = :k", limit: Sorts.Length));
        var request = Request(table, "pk = :k");
        request.ExclusiveStartKey = full.LastEvaluatedKey;
        var rest = await localAws.DynamoDb.QueryAsync(request);

        Assert.Equal(Sorts.Length, full.Count);
        Assert.Equal(0, rest.Count);
        Assert.True(rest.LastEvaluatedKey is null or { Count: 0 });
    }

    [Fact]
    public async Task A_page_ends_at_1_MB()
    {
        var table = await localAws.DynamoDb.NewTableAsync(withSort: true);
        for (var i = 0; i < 5; i++)
            await PutAsync(table, "k", $"{i}", new string('x', 300 * 1024));

        var first = await localAws.DynamoDb.QueryAsync(Request(table, "pk = :k"));

        Assert.Equal(3, first.Count);
        Assert.Equal("2", first.LastEvaluatedKey["sk"].S);
        Assert.Equal(["0", "1", "2", "3", "4"], await ReadAsync(table, "pk = :k", true, 100));
    }

    [Fact]
    public async Task A_start_outside_the_question_is_refused()
    {
        var table = await FilledTableAsync();

        Assert.Equal(
            "ValidationException: The provided starting key is outside query boundaries based on provided conditions",
            await FromAsync("""{"pk": "other", "sk": "a"}"""));
        Assert.Equal("ValidationException: The provided starting key does not match the range key predicate",
            await FromAsync("""{"pk": "k", "sk": "a"}"""));
        Assert.StartsWith(
            "ValidationException: The provided starting key is invalid", await FromAsync("""{"pk": "k"}"""),
            StringComparison.Ordinal);

        Task<string> FromAsync(string start) => Calls.RefusalAsync(() =>
        {
            var request = Request(table, "pk = :k AND sk > :b");
            request.ExclusiveStartKey = Calls.Item(start);
            return localAws.DynamoDb.QueryAsync(request);
        });
    }

    private static QueryRequest Request(string table, string condition, string? filter = null, int? limit = null) =>
        new(table)
    {
        KeyConditionExpression = condition,
        FilterExpression = filter,
        ExpressionAttributeValues = Calls.Used(
            Calls.Item(
                """{":k": "k", ":none": "none", ":b": "b", ":bb": "bb", ":c": "c", ":d": "d", ":n": 1}"""),
            condition, filter),
        Limit = limit,
    };

    private async Task<List<string>> ReadAsync(string table, string condition, bool forward, int limit)
    {
        var request = Request(table, condition, limit: limit);
        request.ScanIndexForward = forward;
        List<string> sorts = [];
        await foreach (var page in localAws.DynamoDb.Paginators.Query(request).Responses)
            sorts.AddRange(page.Items.Select(static item => item["sk"].S));
        return sorts;
    }

    private async Task<string> FilledTableAsync()
    {
        var table = await localAws.DynamoDb.NewTableAsync(withSort: true);
        foreach (var sort in Sorts)
        {
            await PutAsync(table, "k", sort, sort);
            await PutAsync(table, "l", sort, sort);
        }

        return table;
    }

    private Task<PutItemResponse> PutAsync(string table, string pk, string sk, string v) =>
        localAws.DynamoDb.PutItemAsync(
        table, new() { ["pk"] = new(pk), ["sk"] = new(sk), ["v"] = new(v) });
}
