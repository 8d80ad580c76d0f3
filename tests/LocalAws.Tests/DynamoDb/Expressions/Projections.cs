using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Expressions;

public sealed class Projections(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Theory]
    [InlineData("pk, s", """{"pk":"k","s":"text"}""")]
    [InlineData("m.a", """{"m":{"a":1}}""")]
    [InlineData("m.a, m.b.c", """{"m":{"a":1,"b":{"c":2}}}""")]
    [InlineData("l[2], l[0]", """{"l":["x",{"y":"z"}]}""")]
    [InlineData("l[2].y", """{"l":[{"y":"z"}]}""")]
    [InlineData("l[7], m.gone, gone", "{}")]
    public async Task Only_the_paths_asked_for_are_answered_in_their_places(string projection, string shown)
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutAsync(
            table, """{"pk": "k", "s": "text", "m": {"a": 1, "b": {"c": 2, "d": 3}}, "l": ["x", 1, {"y": "z"}]}""");

        var read = await localAws.DynamoDb.GetItemAsync(new GetItemRequest(table, Calls.Item("""{"pk": "k"}"""))
        {
            ProjectionExpression = projection,
        });

        Assert.Equal(shown, Calls.Json(read.Item));
    }

    [Fact]
    public async Task A_placeholder_stands_for_one_name_dots_and_all()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutAsync(table, """{"pk": "k", "a.b": 1, "a": {"b": 2}, "name": 3}""");

        var read = await localAws.DynamoDb.GetItemAsync(new GetItemRequest(table, Calls.Item("""{"pk": "k"}"""))
        {
            ProjectionExpression = "#dotted, #name",
            ExpressionAttributeNames = new() { ["#dotted"] = "a.b", ["#name"] = "name" },
        });

        Assert.Equal("""{"a.b":1,"name":3}""", Calls.Json(read.Item));
    }

    [Fact]
    public async Task Paths_that_overlap_are_refused()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        var refusal = await Calls.RefusalAsync(() => localAws.DynamoDb.GetItemAsync(
            new GetItemRequest(table, Calls.Item("""{"pk": "k"}""")) { ProjectionExpression = "a, a.b" }));

        Assert.Equal("ValidationException: Invalid ProjectionExpression: Two document paths overlap with each other; "
            + "must remove or rewrite one of these paths; path one: [a], path two: [a, b]", refusal);
    }
}
