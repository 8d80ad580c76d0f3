using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Expressions;

/// <summary>What a condition says of an item, whichever operation asks it.</summary>
public sealed class Conditions(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private static readonly Dictionary<string, AttributeValue> Values = new()
    {
        [":one"] = new() { N = "1" },
        [":two"] = new() { N = "2" },
        [":twopointzero"] = new() { N = "2.0" },
        [":a"] = new("a"),
        [":b"] = new("b"),
        [":abc"] = new("abc"),
        [":empty"] = new(""),
        [":true"] = new() { BOOL = true },
        [":null"] = new() { NULL = true },
        [":set"] = new() { SS = ["y", "x"] },
        [":list"] = Calls.Item("""{"l": [1, "two"]}""")["l"],
        [":map"] = Calls.Item("""{"m": {"deep": [10, {"x": "y"}]}}""")["m"],
        [":bytes"] = new() { B = new([1, 2]) },
        [":s"] = new("S"),
        [":ss"] = new("SS"),
        [":n"] = new("N"),
    };

    [Theory]
    [InlineData("n = :two", true)]
    [InlineData("n = :twopointzero", true)]
    [InlineData("n = :a", false)]
    [InlineData("n <> :a", true)]
    [InlineData("n < :two", false)]
    [InlineData("n <= :two", true)]
    [InlineData("n > :one", true)]
    [InlineData("n >= :two", true)]
    [InlineData("n > :a", false)]
    [InlineData(":one < n", true)]
    [InlineData("(n) = (:two)", true)]
    [InlineData("absent = :one", false)]
    [InlineData("absent <> :one", true)]
    [InlineData("absent < :one", false)]
    [InlineData("flag = :true", true)]
    [InlineData("nothing = :null", true)]
    [InlineData("strings = :set", true)]
    [InlineData("l = :list", true)]
    [InlineData("m = :map", true)]
    [InlineData("bytes = :bytes", true)]
    public async Task Comparisons_hold_between_values_of_one_type(string filter, bool isMet) =>
        Assert.Equal(isMet, await IsMetAsync(filter));

    [Theory]
    [InlineData("n BETWEEN :one AND :two", true)]
    [InlineData("s between :a and :b", true)]
    [InlineData(":two BETWEEN :one AND n", true)]
    [InlineData("n BETWEEN :a AND :b", false)]
    [InlineData("NOT n BETWEEN :a AND :b", true)]
    [InlineData("s IN (:a, :abc)", true)]
    [InlineData("s in (:a, n, :b)", false)]
    [InlineData("n IN (:one, m.deep[0])", false)]
    [InlineData("m.deep[0] IN (:one, m.deep[0])", true)]
    public async Task A_value_lies_between_two_or_among_many(string filter, bool isMet) =>
        Assert.Equal(isMet, await IsMetAsync(filter));

    [Theory]
    [InlineData("attribute_exists(n)", true)]
    [InlineData("attribute_exists(m.deep[1].x)", true)]
    [InlineData("attribute_exists(m.deep[2])", false)]
    [InlineData("attribute_not_exists(m.gone)", true)]
    [InlineData("attribute_type(s, :s)", true)]
    [InlineData("attribute_type(strings, :ss)", true)]
    [InlineData("attribute_type(s, :n)", false)]
    [InlineData("begins_with(s, :a)", true)]
    [InlineData("begins_with(s, :b)", false)]
    [InlineData("begins_with(s, :empty)", true)]
    [InlineData("begins_with(bytes, :bytes)", true)]
    [InlineData("begins_with(n, :a)", false)]
    [InlineData("contains(s, :b)", true)]
    [InlineData("contains(strings, :a)", false)]
    [InlineData("contains(l, :one)", true)]
    [InlineData("contains(l, :two)", false)]
    [InlineData("contains(:abc, s)", true)]
    [InlineData("size(s) = :two", false)]
    [InlineData("size(strings) = :two", true)]
    [InlineData("size(l) = :two", true)]
    [InlineData("size(m) = :one", true)]
    [InlineData("size(bytes) = :two", true)]
    [InlineData("size(n) > :one", false)]
    [InlineData("size(absent) < :one", false)]
    [InlineData("size(strings) = size(l)", true)]
    public async Task Functions_look_at_paths_and_values(string filter, bool isMet) =>
        Assert.Equal(isMet, await IsMetAsync(filter));

    [Theory]
    [InlineData("n = :one OR n = :two AND s = :abc", true)]
    [InlineData("(n = :one OR n = :two) AND s = :a", false)]
    [InlineData("n = :two OR s = :a AND s = :b", true)]
    [InlineData("NOT n = :one AND s = :abc", true)]
    [InlineData("NOT (n = :two AND s = :abc)", false)]
    [InlineData("NOT n = :two OR s = :abc", true)]
    [InlineData("not (not (n = :two))", true)]
    [InlineData("(n = :two) AND ((s = :abc) OR (s = :a))", true)]
    public async Task NOT_binds_closer_than_AND_and_AND_closer_than_OR(string filter, bool isMet) =>
        Assert.Equal(isMet, await IsMetAsync(filter));

    private async Task<bool> IsMetAsync(string filter)
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        var item = Calls.Item("""{"pk": "k", "n": 2, "s": "abc", "flag": true, "nothing": null, "l": [1, "two"]}""");
        item["m"] = Values[":map"];
        item["strings"] = Values[":set"];
        item["bytes"] = new() { B = new([1, 2]) };
        await localAws.DynamoDb.PutItemAsync(table, item);

        var scan = await localAws.DynamoDb.ScanAsync(new ScanRequest(table)
        {
            FilterExpression = filter,
            ExpressionAttributeValues = Calls.Used(Values, filter),
        });

        Assert.Equal(1, scan.ScannedCount);
        return scan.Count == 1;
    }
}
