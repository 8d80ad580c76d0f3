using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Expressions;

/// <summary>What stood where expressions stand now, and is still answered.</summary>
public sealed class LegacyParameters(LocalAwsFixture aws) : IClassFixture<LocalAwsFixture>
{
    private readonly AmazonDynamoDBClient _client = aws.DynamoDb;

    [Theory]
    [InlineData("EQ", "1", true)]
    [InlineData("NE", "1", false)]
    [InlineData("LT", "2", true)]
    [InlineData("GE", "2", false)]
    [InlineData("IN", "3,1", true)]
    [InlineData("BETWEEN", "0,1", true)]
    [InlineData("NULL", "", false)]
    [InlineData("NOT_NULL", "", true)]
    public async Task A_write_expects_what_is_there(string comparison, string values, bool isMet)
    {
        var table = await _client.NewTableAsync();
        await _client.PutAsync(table, """{"pk":"a","n":1}""");

        var put = new PutItemRequest
        {
            TableName = table,
            Item = Calls.Item("""{"pk":"a","n":2}"""),
            Expected = new() { ["n"] = Expected(comparison, values) },
        };

        if (isMet)
            await _client.PutItemAsync(put);
        else
            await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => _client.PutItemAsync(put));
    }

    [Fact]
    public async Task An_update_acts_on_each_attribute_for_itself()
    {
        var table = await _client.NewTableAsync();
        await _client.PutAsync(table, """{"pk":"a","n":1,"gone":true,"kept":"x","list":[1]}""");

        await _client.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Calls.Item("""{"pk":"a"}"""),
            AttributeUpdates = new()
            {
                ["n"] = new() { Action = AttributeAction.ADD, Value = new() { N = "2" } },
                ["gone"] = new() { Action = AttributeAction.DELETE },
                ["list"] = new() { Action = AttributeAction.ADD, Value = new() { L = [new() { N = "2" }] } },
                ["dotted.name"] = new() { Value = new("y") },
            },
        });

        Assert.Equal(
            """{"dotted.name":"y","kept":"x","list":[1,2],"n":3,"pk":"a"}""",
            await _client.GetAsync(table, """{"pk":"a"}"""));
    }

    [Fact]
    public async Task A_query_finds_filters_and_shows()
    {
        var table = await _client.NewTableAsync(withSort: true);
        foreach (var sort in new[] { "a1", "a2", "b1" })
            await _client.PutAsync(table, $$"""{"pk":"p","sk":"{{sort}}","c":"{{sort[1]}}"}""");

        var found = await _client.QueryAsync(new QueryRequest
        {
            TableName = table,
            KeyConditions = new()
            {
                ["pk"] = new() { ComparisonOperator = "EQ", AttributeValueList = [new("p")] },
                ["sk"] = new() { ComparisonOperator = "BEGINS_WITH", AttributeValueList = [new("a")] },
            },
            QueryFilter = new() { ["c"] = new() { ComparisonOperator = "NE", AttributeValueList = [new("1")] } },
            AttributesToGet = ["sk"],
        });

        Assert.Equal("""{"sk":"a2"}""", Calls.Json(Assert.Single(found.Items)));
        Assert.Equal(2, found.ScannedCount);
    }

    [Fact]
    public async Task A_condition_that_no_index_serves_is_refused()
    {
        var table = await _client.NewTableAsync(withSort: true);

        var refusal = await Calls.RefusalAsync(() => _client.QueryAsync(new QueryRequest
        {
            TableName = table,
            KeyConditions = new()
            {
                ["pk"] = new() { ComparisonOperator = "NE", AttributeValueList = [new("p")] },
            },
        }));

        Assert.Equal(
            "ValidationException: Attempted conditional constraint is not an indexable operation", refusal);
    }

    [Fact]
    public async Task Both_ways_in_one_request_are_refused()
    {
        var refusal = await Calls.RefusalAsync(() => _client.PutItemAsync(new PutItemRequest
        {
            TableName = "any",
            Item = Calls.Item("""{"pk":"a"}"""),
            ConditionExpression = "attribute_exists(pk)",
            Expected = new() { ["pk"] = new(false) },
        }));

        Assert.Equal(Calls.Counted + "Can not use both expression and non-expression parameters in the same "
            + "request: Non-expression parameters: {Expected} Expression parameters: {ConditionExpression}", refusal);
    }

    private static ExpectedAttributeValue Expected(string comparison, string values) => new()
    {
        ComparisonOperator = comparison,
        AttributeValueList = values.Length == 0 ? null
            : [.. values.Split(',').Select(static value => new AttributeValue { N = value })],
    };
}
