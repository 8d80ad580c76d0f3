using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Expressions;

/// <summary>What an attribute may be called, wherever a request names one.</summary>
public sealed class AttributeNames(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private static readonly string TooLong = new('n', 65536);

    [Theory]
    [InlineData(false, "Empty attribute name")]
    [InlineData(true, "Attribute name is too large, must be less than 65536 bytes")]
    public async Task An_empty_or_endless_name_is_refused_in_reads_conditions_and_updates(bool isLong, string refusal)
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        var name = isLong ? TooLong : "";
        var names = new Dictionary<string, string> { ["#n"] = name };
        var key = Calls.Item("""{"pk": "k"}""");
        var value = new Dictionary<string, AttributeValue> { [":v"] = new("v") };
        Func<Task>[] reads =
        [
            () => localAws.DynamoDb.GetItemAsync(new GetItemRequest(table, key)
            {
                ProjectionExpression = "#n", ExpressionAttributeNames = names,
            }),
            () => localAws.DynamoDb.GetItemAsync(new GetItemRequest(table, key) { AttributesToGet = [name] }),
        ];
        Func<Task>[] updates =
        [
            () => localAws.DynamoDb.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table, Key = key, UpdateExpression = "SET #n = :v", ExpressionAttributeNames = names,
                ExpressionAttributeValues = value,
            }),
            () => localAws.DynamoDb.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table, Key = key, UpdateExpression = "SET a = :v", ConditionExpression = "#n = :v",
                ExpressionAttributeNames = names, ExpressionAttributeValues = value,
            }),
        ];

        refusal = $"One or more parameter values were invalid: {refusal}";
        foreach (var call in reads)
            Assert.Equal($"ValidationException: {refusal}", await Calls.RefusalAsync(call));
        foreach (var call in updates)
            Assert.Equal(Calls.Counted + refusal, await Calls.RefusalAsync(call));
        Assert.Equal($"ValidationException: {refusal}", await Calls.RefusalAsync(
            () => localAws.DynamoDb.PutItemAsync(table, new() { ["pk"] = new("k"), [name] = new("v") })));
    }

    [Fact]
    public async Task The_longest_name_is_one()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        await localAws.DynamoDb.PutItemAsync(table, new() { ["pk"] = new("k"), [TooLong[1..]] = new("v") });

        var item = await localAws.DynamoDb.GetAsync(table, """{"pk": "k"}""");
        Assert.Contains(TooLong[1..], item, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a + :one")]
    [InlineData("a - :one")]
    public async Task What_has_too_many_digits_when_computed_is_too_large(string sum)
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutItemAsync(table, new() { ["pk"] = new("k"), ["a"] = new() { N = "1e50" } });

        Assert.Equal(
            "ValidationException: Number overflow. Attempting to store a number with magnitude larger than supported "
            + "range",
            await Calls.RefusalAsync(() => localAws.DynamoDb.UpdateItemAsync(new UpdateItemRequest
            {
                TableName = table,
                Key = Calls.Item("""{"pk": "k"}"""),
                UpdateExpression = $"SET a = {sum}",
                ExpressionAttributeValues = new() { [":one"] = new() { N = "1" } },
            })));
    }

    [Fact]
    public async Task What_lies_too_deep_is_refused_in_full_words()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        var deep = new AttributeValue("x");
        for (var level = 0; level < 33; level++)
            deep = new AttributeValue { M = new() { ["a"] = deep } };

        Assert.Equal(
            Calls.Counted + "Nesting Levels have exceeded supported limits: Attributes in the item have nested "
            + "levels beyond supported limit",
            await Calls.RefusalAsync(() => localAws.DynamoDb.PutItemAsync(
                table, new() { ["pk"] = new("k"), ["d"] = deep })));
    }
}
