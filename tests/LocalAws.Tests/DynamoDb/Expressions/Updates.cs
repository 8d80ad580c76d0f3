using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Expressions;

/// <summary>What an update expression makes of an item.</summary>
public sealed class Updates(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private const string Before = """{"pk": "k", "n": 5, "l": [0, {"a": 1, "b": 2}, 2], "m": {"x": {"y": 1}}}""";
    private const string Values = """
        {":one": 1, ":s": "s", ":list": [8, 9], ":map": {"z": 1}, ":zero": 0, ":half": 0.5}
        """;

    [Theory]
    [InlineData("SET s = :s", """{"l":[0,{"a":1,"b":2},2],"m":{"x":{"y":1}},"n":5,"pk":"k","s":"s"}""")]
    [InlineData("SET n = n + :half", """{"l":[0,{"a":1,"b":2},2],"m":{"x":{"y":1}},"n":5.5,"pk":"k"}""")]
    [InlineData("SET n = :one - n", """{"l":[0,{"a":1,"b":2},2],"m":{"x":{"y":1}},"n":-4,"pk":"k"}""")]
    [InlineData(
        "SET n = if_not_exists(n, :zero) + :one",
        """{"l":[0,{"a":1,"b":2},2],"m":{"x":{"y":1}},"n":6,"pk":"k"}""")]
    [InlineData(
        "SET o = if_not_exists(o, :zero) + :one",
        """{"l":[0,{"a":1,"b":2},2],"m":{"x":{"y":1}},"n":5,"o":1,"pk":"k"}""")]
    [InlineData("SET l = list_append(l, :list)", """{"l":[0,{"a":1,"b":2},2,8,9],"m":{"x":{"y":1}},"n":5,"pk":"k"}""")]
    [InlineData("SET l = list_append(:list, l)", """{"l":[8,9,0,{"a":1,"b":2},2],"m":{"x":{"y":1}},"n":5,"pk":"k"}""")]
    [InlineData(
        "SET o = list_append(if_not_exists(o, :list), :list)",
        """{"l":[0,{"a":1,"b":2},2],"m":{"x":{"y":1}},"n":5,"o":[8,9,8,9],"pk":"k"}""")]
    [InlineData("SET l[1].a = l[0], m.x = :map", """{"l":[0,{"a":0,"b":2},2],"m":{"x":{"z":1}},"n":5,"pk":"k"}""")]
    [InlineData("SET l[9] = :s, l[7] = :one", """{"l":[0,{"a":1,"b":2},2,1,"s"],"m":{"x":{"y":1}},"n":5,"pk":"k"}""")]
    [InlineData("SET n = l[2], l[2] = n", """{"l":[0,{"a":1,"b":2},5],"m":{"x":{"y":1}},"n":2,"pk":"k"}""")]
    [InlineData("REMOVE n, m.x.y", """{"l":[0,{"a":1,"b":2},2],"m":{"x":{}},"pk":"k"}""")]
    [InlineData("REMOVE l[0], l[2]", """{"l":[{"a":1,"b":2}],"m":{"x":{"y":1}},"n":5,"pk":"k"}""")]
    [InlineData("REMOVE l[0], l[1].a", """{"l":[{"b":2},2],"m":{"x":{"y":1}},"n":5,"pk":"k"}""")]
    [InlineData("REMOVE l[2], l[1].a, n, l[0]", """{"l":[{"b":2}],"m":{"x":{"y":1}},"pk":"k"}""")]
    [InlineData("REMOVE l[9], gone", """{"l":[0,{"a":1,"b":2},2],"m":{"x":{"y":1}},"n":5,"pk":"k"}""")]
    [InlineData("ADD n :one, o :one", """{"l":[0,{"a":1,"b":2},2],"m":{"x":{"y":1}},"n":6,"o":1,"pk":"k"}""")]
    [InlineData("set n = :one remove m add o :one", """{"l":[0,{"a":1,"b":2},2],"n":1,"o":1,"pk":"k"}""")]
    public async Task Every_value_is_taken_from_the_item_as_it_was(string update, string after)
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutAsync(table, Before);

        await localAws.DynamoDb.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Calls.Item("""{"pk": "k"}"""),
            UpdateExpression = update,
            ExpressionAttributeValues = Calls.Used(Calls.Item(Values), update),
        });

        Assert.Equal(after, await localAws.DynamoDb.GetAsync(table, """{"pk": "k"}"""));
    }

    [Theory]
    [InlineData("SET a = gone", "The provided expression refers to an attribute that does not exist in the item")]
    [InlineData("SET gone.a = :one", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET n.a = :one", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET m[0] = :one", "The document path provided in the update expression is invalid for update")]
    [InlineData("REMOVE gone.a", "The document path provided in the update expression is invalid for update")]
    [InlineData("SET a = l + :one", "An operand in the update expression has an incorrect data type")]
    [InlineData("SET a = list_append(n, :list)", "An operand in the update expression has an incorrect data type")]
    [InlineData("ADD m :one", "An operand in the update expression has an incorrect data type")]
    [InlineData(
        "SET pk = :s",
        "One or more parameter values were invalid: Cannot update attribute pk. This attribute is part of the key")]
    public async Task What_does_not_fit_the_item_is_refused_and_changes_nothing(string update, string reason)
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutAsync(table, Before);
        var before = await localAws.DynamoDb.GetAsync(table, """{"pk": "k"}""");

        var refusal = await Calls.RefusalAsync(() => localAws.DynamoDb.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Calls.Item("""{"pk": "k"}"""),
            UpdateExpression = update,
            ExpressionAttributeValues = Calls.Used(Calls.Item(Values), update),
        }));

        Assert.Equal($"ValidationException: {reason}", refusal);
        Assert.Equal(before, await localAws.DynamoDb.GetAsync(table, """{"pk": "k"}"""));
    }

    [Fact]
    public async Task Sets_grow_and_shrink_and_the_empty_one_goes()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await SetAsync("ADD", "b", "a");
        await SetAsync("ADD", "b", "c");
        await SetAsync("DELETE", "a", "x");
        Assert.Equal("""{"pk":"k","s":["b","c"]}""", await localAws.DynamoDb.GetAsync(table, """{"pk": "k"}"""));

        await SetAsync("DELETE", "b", "c");
        Assert.Equal("""{"pk":"k"}""", await localAws.DynamoDb.GetAsync(table, """{"pk": "k"}"""));

        Task SetAsync(string section, params string[] elements) =>
            localAws.DynamoDb.UpdateItemAsync(new UpdateItemRequest
        {
            TableName = table,
            Key = Calls.Item("""{"pk": "k"}"""),
            UpdateExpression = $"{section} s :s",
            ExpressionAttributeValues = new() { [":s"] = new() { SS = [.. elements] } },
        });
    }

    [Fact]
    public async Task An_update_of_no_item_makes_one_unless_it_only_takes_away()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        await localAws.DynamoDb.UpdateAsync(table, """{"pk": "removed"}""", "REMOVE a");
        await localAws.DynamoDb.UpdateAsync(table, """{"pk": "set"}""", "SET a = :a", """{":a": 1}""");
        await localAws.DynamoDb.UpdateItemAsync(
            new UpdateItemRequest(table, Calls.Item("""{"pk": "touched"}"""), null));

        Assert.Equal("", await localAws.DynamoDb.GetAsync(table, """{"pk": "removed"}"""));
        Assert.Equal("""{"a":1,"pk":"set"}""", await localAws.DynamoDb.GetAsync(table, """{"pk": "set"}"""));
        Assert.Equal("""{"pk":"touched"}""", await localAws.DynamoDb.GetAsync(table, """{"pk": "touched"}"""));
    }
}
