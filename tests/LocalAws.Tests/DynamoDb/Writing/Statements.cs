using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Writing;

/// <summary>
/// BatchExecuteStatement, as AWS documents it and as answers of AWS show it that others have recorded: that a failed
/// statement names its table and never the item it met, and what it costs.
/// </summary>
public sealed class Statements(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task Each_statement_succeeds_or_fails_on_its_own()
    {
        var table = await localAws.DynamoDb.NewTableAsync(withSort: true);
        foreach (var sort in (string[])["a", "b", "c", "d"])
            await localAws.DynamoDb.PutAsync(table, $$"""{"pk": "k", "sk": "{{sort}}", "v": 1, "w": "x"}""");

        var answer = await RunAsync(
            ($"INSERT INTO \"{table}\" VALUE {{'pk':?,'sk':?,'v':?}}", """{"1": "k", "2": "new", "3": 7}"""),
            ($"INSERT INTO \"{table}\" VALUE {{'pk':'k','sk':'a','v':2}}", null),
            ($"UPDATE \"{table}\" SET \"v\"=? SET u='y' REMOVE w REMOVE absent WHERE pk=? AND sk='b' AND \"v\"<?",
                """{"1": 5, "2": "k", "3": 2}"""),
            ($"UPDATE \"{table}\" SET v=9 WHERE pk='k' AND sk='c' AND v<>1", null),
            ($"UPDATE \"{table}\" SET v=9 WHERE pk='k' AND sk='nobody'", null),
            ($"DELETE FROM \"{table}\" WHERE pk='k' AND sk='d' AND w='x'", null));

        Assert.Equal(
            [null, "DuplicateItem", null, "ConditionalCheckFailed", "ConditionalCheckFailed", null],
            answer.Responses.Select(one => one.Error?.Code.Value));
        Assert.All(answer.Responses, one => Assert.Equal(table, one.TableName));
        Assert.All(answer.Responses, one => Assert.True(one.Item is null or { Count: 0 }));
        Assert.Equal("Duplicate primary key exists in table", answer.Responses[1].Error.Message);
        Assert.Equal("The conditional request failed", answer.Responses[3].Error.Message);
        Assert.Equal("""{"pk":"k","sk":"new","v":7}""", await GetAsync("new"));
        Assert.Equal("""{"pk":"k","sk":"a","v":1,"w":"x"}""", await GetAsync("a"));
        Assert.Equal("""{"pk":"k","sk":"b","u":"y","v":5}""", await GetAsync("b"));
        Assert.Equal("""{"pk":"k","sk":"c","v":1,"w":"x"}""", await GetAsync("c"));
        Assert.Equal("", await GetAsync("nobody"));
        Assert.Equal("", await GetAsync("d"));

        Task<string> GetAsync(string sort) => localAws.DynamoDb.GetAsync(table, $$"""{"pk": "k", "sk": "{{sort}}"}""");
    }

    [Fact]
    public async Task What_is_wrong_in_itself_fails_alone_and_says_why()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        var answer = await RunAsync(
            ("MERGE INTO t", null),
            ($"UPDATE \"{table}\" SET v=1", null),
            ($"UPDATE \"{table}\" SET v=1 WHERE v=2", null),
            ($"UPDATE \"{table}\" SET pk='b' WHERE pk='a'", null),
            ($"INSERT INTO \"{table}\" VALUE {{'v':1}}", null),
            ($"INSERT INTO \"{table}\" VALUE {{'pk':?}}", null),
            ($"SELECT * FROM \"{table}\" WHERE pk='a'", null),
            ("INSERT INTO \"nowhere\" VALUE {'pk':'a'}", null),
            ($"INSERT INTO \"{table}\" VALUE {{'pk':'it''s'}}", null));

        Assert.Equal(
        [
            "ValidationError: Statement wasn't well formed, can't be processed: Expected data manipulation",
            "ValidationError: Statement wasn't well formed, can't be processed: Unexpected end of statement",
            "ValidationError: Where clause does not contain a mandatory equality on all key attributes",
            "ValidationError: One or more parameter values were invalid: "
                + "Cannot update attribute pk. This attribute is part of the key",
            "ValidationError: One or more parameter values were invalid: Missing the key pk in the item",
            "ValidationError: Number of parameters in request and statement don't match.",
            "ValidationError: LocalAws does not offer SELECT: use GetItem, Query or Scan.",
            "ResourceNotFound: Requested resource not found",
            "",
        ], answer.Responses.Select(one => one.Error is { } error ? $"{error.Code}: {error.Message}" : ""));
        Assert.Equal([7, 8], answer.Responses.Index().Where(one => one.Item.TableName is not null)
            .Select(one => one.Index));
        Assert.Equal("it's", Assert.Single((await localAws.DynamoDb.ScanAsync(new ScanRequest(table))).Items)["pk"].S);
    }

    [Fact]
    public async Task A_call_has_25_statements_at_most_each_of_another_item()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        var twice = await Calls.RefusalAsync(() => RunAsync(Insert("a"), Insert("b"), Insert("a")));
        var none = await Calls.RefusalAsync(() => RunAsync());
        var many = await Calls.RefusalAsync(() => RunAsync([.. Enumerable.Range(0, 26).Select(i => Insert($"{i}"))]));

        Assert.Equal("ValidationException: Provided list of item keys contains duplicates", twice);
        Assert.Equal("ValidationException: 1 validation error detected: Value '[]' at 'statements' failed to satisfy "
            + "constraint: Member must have length greater than or equal to 1", none);
        Assert.StartsWith("ValidationException: 1 validation error detected: Value", many, StringComparison.Ordinal);
        Assert.Equal(0, (await localAws.DynamoDb.ScanAsync(new ScanRequest(table))).Count);

        (string, string?) Insert(string key) => ($"INSERT INTO \"{table}\" VALUE {{'pk':'{key}'}}", null);
    }

    [Fact]
    public async Task A_failed_statement_costs_the_write_that_it_tried()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutItemAsync(table, new()
        {
            ["pk"] = new("large"), ["v"] = new(new string('x', 2500)),
        });

        var some = await RunAsync(Insert("large"), Insert("new"));
        var none = await RunAsync(Insert("large"));

        Assert.Equal(4, Assert.Single(some.ConsumedCapacity).CapacityUnits);
        Assert.Equal(1, some.ConsumedCapacity[0].Table.CapacityUnits);
        Assert.True(none.ConsumedCapacity is null or { Count: 0 });

        (string, string?) Insert(string key) => ($"INSERT INTO \"{table}\" VALUE {{'pk':'{key}'}}", null);
    }

    /// <param name="statements">Each with its parameters as the values of a JSON object, in order.</param>
    private Task<BatchExecuteStatementResponse> RunAsync(
        params IEnumerable<(string Text, string? Parameters)> statements) =>
        localAws.DynamoDb.BatchExecuteStatementAsync(new()
        {
            Statements = [.. statements.Select(statement => new BatchStatementRequest
            {
                Statement = statement.Text,
                Parameters = statement.Parameters is null
                    ? null
                    : [.. Calls.Item(statement.Parameters).OrderBy(one => one.Key).Select(one => one.Value)],
            })],
            ReturnConsumedCapacity = ReturnConsumedCapacity.INDEXES,
        });
}
