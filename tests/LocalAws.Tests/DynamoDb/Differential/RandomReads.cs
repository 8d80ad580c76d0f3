using System.Text.Json.Nodes;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Differential;

/// <summary>Makes up reads: by key, by a range of the table or of an index, or of everything.</summary>
internal sealed class RandomReads(Random random, string table)
{
    private readonly RandomExpressions _expressions = new(random);

    public JsonObject Get(JsonObject key)
    {
        var input = new JsonObject { ["TableName"] = table, ["Key"] = key };
        if (random.Next(2) == 0)
            input["ProjectionExpression"] = _expressions.Pick("n", "l[0], s", "m.x, ss", "pk, m.y, l", "gone");
        return input;
    }

    public JsonObject Query()
    {
        var input = new JsonObject { ["TableName"] = table, ["ScanIndexForward"] = random.Next(2) == 0 };
        var (index, partition, sort) = _expressions.Pick<(string?, string, string)>(
            (null, "pk", "sk"), ("local", "pk", "n"), ("global", "g", "n"));
        if (index is not null)
            input["IndexName"] = index;
        input["KeyConditionExpression"] = $"{partition} = {Partition(partition)}{Range(sort)}";
        if (random.Next(3) == 0)
            input["Limit"] = random.Next(1, 4);
        if (random.Next(3) == 0)
            input["FilterExpression"] = $"attribute_exists({_expressions.Pick("s", "l[1]", "m.y")})";
        _expressions.AddTo(input);
        return input;
    }

    public JsonObject Scan()
    {
        var input = new JsonObject { ["TableName"] = table, ["FilterExpression"] = _expressions.Condition() };
        _expressions.AddTo(input);
        return input;
    }

    private string Partition(string name) => _expressions.Placeholder(new()
    {
        ["S"] = name == "pk" ? _expressions.Pick("a", "b") : _expressions.Pick("x", "y"),
    });

    private string Range(string sort) => (sort, random.Next(5)) switch
    {
        (_, 0) => "",
        ("sk", 1) => $" AND begins_with(sk, {Sort(sort)})",
        (_, 2) => $" AND {sort} BETWEEN {Lowest(sort)} AND {Sort(sort)}",
        _ => $" AND {sort} {_expressions.Pick("=", "<", "<=", ">", ">=")} {Sort(sort)}",
    };

    private string Sort(string sort) => _expressions.Placeholder(sort == "sk"
        ? new() { ["S"] = _expressions.Pick("1", "2", "3") }
        : new() { ["N"] = $"{random.Next(-1, 4)}" });

    private string Lowest(string sort) =>
        _expressions.Placeholder(sort == "sk" ? new() { ["S"] = "1" } : new() { ["N"] = "-1" });
}
