using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Writing;

/// <summary>What a write answers of the item it met or left.</summary>
public sealed class ReturnValues(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private const string Key = """{"pk": "k"}""";

    [Theory]
    [InlineData("NONE", "")]
    [InlineData("ALL_OLD", """{"a":1,"b":{"c":2,"d":3},"pk":"k"}""")]
    [InlineData("UPDATED_OLD", """{"a":1,"b":{"c":2}}""")]
    [InlineData("ALL_NEW", """{"a":9,"b":{"c":8,"d":3},"e":7,"pk":"k"}""")]
    [InlineData("UPDATED_NEW", """{"a":9,"b":{"c":8},"e":7}""")]
    public async Task An_update_answers_the_old_or_the_new_whole_or_what_it_touched(string returns, string attributes)
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutAsync(table, """{"pk": "k", "a": 1, "b": {"c": 2, "d": 3}}""");

        var updated = await localAws.DynamoDb.UpdateAsync(
            table, Key, "SET a = :nine, b.c = :eight, e = :seven",
            """{":nine": 9, ":eight": 8, ":seven": 7}""", returns);

        Assert.Equal(attributes, Calls.Json(updated.Attributes));
    }

    [Theory]
    [InlineData("ALL_OLD", "")]
    [InlineData("UPDATED_OLD", "")]
    [InlineData("ALL_NEW", """{"a":1,"pk":"k"}""")]
    [InlineData("UPDATED_NEW", """{"a":1}""")]
    public async Task Where_no_item_was_there_is_nothing_old(string returns, string attributes)
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        var updated = await localAws.DynamoDb.UpdateAsync(table, Key, "SET a = :a", """{":a": 1}""", returns);

        Assert.Equal(attributes, Calls.Json(updated.Attributes));
    }

    [Fact]
    public async Task A_put_and_a_delete_answer_what_they_replaced_and_no_more()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutAsync(table, """{"pk": "k", "a": 1}""");

        var put = await localAws.DynamoDb.PutItemAsync(
            table, Calls.Item("""{"pk": "k", "a": 2}"""), ReturnValue.ALL_OLD);
        var deleted = await localAws.DynamoDb.DeleteItemAsync(table, Calls.Item(Key), ReturnValue.ALL_OLD);
        var gone = await localAws.DynamoDb.DeleteItemAsync(table, Calls.Item(Key), ReturnValue.ALL_OLD);
        var refusal = await Calls.RefusalAsync(
            () => localAws.DynamoDb.PutItemAsync(table, Calls.Item(Key), ReturnValue.ALL_NEW));

        Assert.Equal("""{"a":1,"pk":"k"}""", Calls.Json(put.Attributes));
        Assert.Equal("""{"a":2,"pk":"k"}""", Calls.Json(deleted.Attributes));
        Assert.Null(gone.Attributes);
        Assert.Equal(Calls.Counted + "ReturnValues can only be ALL_OLD or NONE", refusal);
    }

    [Theory]
    [InlineData("ALL_OLD", """{"a":1,"pk":"k"}""")]
    [InlineData("NONE", "")]
    public async Task A_failed_condition_answers_the_item_it_met_if_asked(string returns, string item)
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutAsync(table, """{"pk": "k", "a": 1}""");

        var put = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => localAws.DynamoDb.PutItemAsync(
            new PutItemRequest(table, Calls.Item("""{"pk": "k", "a": 2}"""))
            {
                ConditionExpression = "attribute_not_exists(pk)",
                ReturnValuesOnConditionCheckFailure = returns,
            }));
        var delete = await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => localAws.DynamoDb.DeleteItemAsync(
            new DeleteItemRequest(table, Calls.Item(Key))
            {
                ConditionExpression = "attribute_exists(b)",
                ReturnValuesOnConditionCheckFailure = returns,
            }));

        Assert.Equal("The conditional request failed", put.Message);
        Assert.Equal(item, Calls.Json(put.Item is { Count: > 0 } ? put.Item : null));
        Assert.Equal(item, Calls.Json(delete.Item is { Count: > 0 } ? delete.Item : null));
        Assert.Equal("""{"a":1,"pk":"k"}""", await localAws.DynamoDb.GetAsync(table, Key));
    }
}
