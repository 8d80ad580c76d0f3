using System.Text.Json.Nodes;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Differential;

/// <summary>Makes up calls on one table of few keys, so that most of them meet an item.</summary>
internal sealed class RandomCalls(Random random, string table)
{
    private readonly RandomExpressions _expressions = new(random);
    private readonly RandomReads _reads = new(random, table);
    private Call? _transaction;

    public Call Next() => random.Next(14) switch
    {
        0 or 1 or 2 => new("PutItem", With(Put(), "ReturnValues", "NONE", "ALL_OLD")),
        3 or 4 or 5 or 6 => new("UpdateItem",
            With(Update(), "ReturnValues", "NONE", "ALL_OLD", "UPDATED_OLD", "ALL_NEW", "UPDATED_NEW")),
        7 => new("DeleteItem", With(Delete(), "ReturnValues", "NONE", "ALL_OLD")),
        8 => new("GetItem", _reads.Get(Key())),
        9 or 10 => new("Query", _reads.Query()),
        11 => new("Scan", _reads.Scan()),
        12 => new("BatchWriteItem", BatchWrite()),
        _ => _transaction is null || random.Next(3) > 0
            ? _transaction = new("TransactWriteItems", Transaction())
            : _transaction with { IsRepeated = true },
    };

    /// <summary>A write that both carry out, and in which no condition or path can fail.</summary>
    public Call NextChange()
    {
        switch (random.Next(3))
        {
            case 0:
                return new("PutItem", new() { ["TableName"] = table, ["Item"] = Item() });
            case 1:
                return new("DeleteItem", new() { ["TableName"] = table, ["Key"] = Key() });
            default:
                var update = new JsonObject
                {
                    ["TableName"] = table,
                    ["Key"] = Key(),
                    ["UpdateExpression"] = $"SET n = {_expressions.Placeholder(_expressions.Number())}, "
                        + $"s = {_expressions.Placeholder(_expressions.Text())}",
                };
                _expressions.AddTo(update);
                return new("UpdateItem", update);
        }
    }

    private static JsonObject Key(string pk, string sk) => new()
    {
        ["pk"] = new JsonObject { ["S"] = pk },
        ["sk"] = new JsonObject { ["S"] = sk },
    };

    private JsonObject Key() => Key(_expressions.Pick("a", "b"), _expressions.Pick("1", "2", "3"));

    private JsonObject Item()
    {
        var item = Key();
        Maybe("n", _expressions.Number);
        Maybe("s", _expressions.Text);
        Maybe("g", () => new() { ["S"] = _expressions.Pick("x", "y") });
        Maybe("ss", _expressions.Set);
        Maybe("l", () => new() { ["L"] = new JsonArray(_expressions.Number(), _expressions.Text()) });
        Maybe("m", () => new()
        {
            ["M"] = new JsonObject { ["x"] = _expressions.Number(), ["y"] = _expressions.Text() },
        });
        return item;

        void Maybe(string name, Func<JsonObject> value)
        {
            if (random.Next(3) > 0)
                item[name] = value();
        }
    }

    private JsonObject With(JsonObject input, string member, params ReadOnlySpan<string> choices)
    {
        input[member] = _expressions.Pick(choices);
        return input;
    }

    private JsonObject Conditioned(JsonObject input, int often = 2)
    {
        if (random.Next(often) == 0)
            input["ConditionExpression"] = _expressions.Condition();
        _expressions.AddTo(input);
        return input;
    }

    private JsonObject Put() => Conditioned(new() { ["TableName"] = table, ["Item"] = Item() });

    private JsonObject Delete() => Conditioned(new() { ["TableName"] = table, ["Key"] = Key() });

    private JsonObject Update() => Conditioned(new()
    {
        ["TableName"] = table,
        ["Key"] = Key(),
        ["UpdateExpression"] = _expressions.Update(),
    }, often: 4);

    private JsonObject BatchWrite() => new()
    {
        ["RequestItems"] = new JsonObject
        {
            [table] = new JsonArray([.. Distinct(random.Next(1, 5)).Select(key => new JsonObject
            {
                [random.Next(3) == 0 ? "DeleteRequest" : "PutRequest"] = key,
            }).Select(Filled)]),
        },
    };

    private JsonNode Filled(JsonObject request) => request["PutRequest"] is { } put
        ? new JsonObject { ["PutRequest"] = new JsonObject { ["Item"] = Under(put.AsObject()) } }
        : new JsonObject { ["DeleteRequest"] = new JsonObject { ["Key"] = request["DeleteRequest"]!.DeepClone() } };

    /// <summary>A random item under the key given.</summary>
    private JsonObject Under(JsonObject key)
    {
        var item = Item();
        foreach (var (name, value) in key)
            item[name] = value!.DeepClone();
        return item;
    }

    private JsonObject Transaction() => new()
    {
        ["ClientRequestToken"] = $"{random.NextInt64():x16}",
        ["TransactItems"] = new JsonArray([.. Distinct(random.Next(1, 4)).Select(key =>
        {
            var (kind, action) = random.Next(4) switch
            {
                0 => ("Put", Put()),
                1 => ("Delete", Delete()),
                2 => ("Update", Update()),
                _ => ("ConditionCheck", Conditioned(new() { ["TableName"] = table, ["Key"] = Key() }, often: 1)),
            };
            action[kind == "Put" ? "Item" : "Key"] = kind == "Put" ? Under(key) : key;
            return (JsonNode)new JsonObject { [kind] = action };
        })]),
    };

    private IEnumerable<JsonObject> Distinct(int count)
    {
        (string, string)[] keys = [("a", "1"), ("a", "2"), ("a", "3"), ("b", "1"), ("b", "2"), ("b", "3")];
        random.Shuffle(keys);
        return keys.Take(count).Select(static key => Key(key.Item1, key.Item2));
    }
}
