using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Expressions;

/// <summary>Numbers are exact decimals of 38 digits, and one number has one form.</summary>
public sealed class Numbers(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private const string Nines = "99999999999999999999999999999999999999";

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("+007", "7")]
    [InlineData("-0", "0")]
    [InlineData("1e3", "1000")]
    [InlineData("-1.50E-2", "-0.015")]
    [InlineData(".5", "0.5")]
    [InlineData("5.", "5")]
    [InlineData(Nines, Nines)]
    [InlineData("-" + Nines, "-" + Nines)]
    [InlineData("0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000001")]
    public async Task A_number_comes_back_normalised(string given, string kept)
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        await PutAsync(table, given);

        Assert.Equal(kept, (await ReadAsync(table)).N);
    }

    [Theory]
    [InlineData("", "The parameter cannot be converted to a numeric value")]
    [InlineData("a", "The parameter cannot be converted to a numeric value: a")]
    [InlineData("1e", "The parameter cannot be converted to a numeric value: 1e")]
    [InlineData(" 1", "The parameter cannot be converted to a numeric value:  1")]
    [InlineData("NaN", "The parameter cannot be converted to a numeric value: NaN")]
    [InlineData("1" + Nines, "Attempting to store more than 38 significant digits in a Number")]
    [InlineData("1e126", "Number overflow. Attempting to store a number with magnitude larger than supported range")]
    [InlineData("-1e126", "Number overflow. Attempting to store a number with magnitude larger than supported range")]
    [InlineData("1e-131", "Number underflow. Attempting to store a number with magnitude smaller than supported range")]
    public async Task What_it_cannot_hold_exactly_is_refused(string given, string reason)
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        Assert.Equal(Calls.Counted + reason, await Calls.RefusalAsync(() => PutAsync(table, given)));
    }

    [Theory]
    [InlineData("0.1", "0.2", "0.3")]
    [InlineData("12345678901234567890123456789012345678", "-12345678901234567890123456789012345677", "1")]
    [InlineData("99999999999999999999999999999999999999", "1", "100000000000000000000000000000000000000")]
    public async Task Sums_are_exact(string one, string two, string sum)
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await PutAsync(table, one);

        await AddAsync(table, two);

        Assert.Equal(sum, (await ReadAsync(table)).N);
    }

    [Fact]
    public async Task A_sum_of_more_than_38_digits_is_refused()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await PutAsync(table, Nines);

        Assert.StartsWith("ValidationException: Number overflow.",
            await Calls.RefusalAsync(() => AddAsync(table, "0.1")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Equal_numbers_are_one_key_and_sort_by_value()
    {
        var table = await localAws.DynamoDb.NewTableAsync(more: request =>
        {
            request.KeySchema.Add(new("n", KeyType.RANGE));
            request.AttributeDefinitions.Add(new("n", ScalarAttributeType.N));
        });
        foreach (var n in new[] { "10", "9", "1.0", "-2", "1", "0.5", "-10", "1e1" })
            await localAws.DynamoDb.PutItemAsync(table, new() { ["pk"] = new("k"), ["n"] = new() { N = n } });

        var query = await localAws.DynamoDb.QueryAsync(new QueryRequest(table)
        {
            KeyConditionExpression = "pk = :pk",
            ExpressionAttributeValues = new() { [":pk"] = new("k") },
        });

        Assert.Equal(["-10", "-2", "0.5", "1", "9", "10"], query.Items.Select(static item => item["n"].N));
    }

    private Task<PutItemResponse> PutAsync(string table, string n) =>
        localAws.DynamoDb.PutItemAsync(table, new() { ["pk"] = new("k"), ["n"] = new() { N = n } });

    private Task<UpdateItemResponse> AddAsync(string table, string n) =>
        localAws.DynamoDb.UpdateItemAsync(new UpdateItemRequest
    {
        TableName = table,
        Key = Calls.Item("""{"pk": "k"}"""),
        UpdateExpression = "SET n = n + :n",
        ExpressionAttributeValues = new() { [":n"] = new() { N = n } },
    });

    private async Task<AttributeValue> ReadAsync(string table) =>
        (await localAws.DynamoDb.GetItemAsync(table, Calls.Item("""{"pk": "k"}"""))).Item["n"];
}
