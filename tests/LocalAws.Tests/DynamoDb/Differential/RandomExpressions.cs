using System.Text.Json.Nodes;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Differential;

/// <summary>Makes up values and expressions, and keeps the placeholders that these have used.</summary>
internal sealed class RandomExpressions(Random random)
{
    private static readonly string[] Paths = ["n", "s", "g", "l", "m", "ss", "l[0]", "l[1]", "m.x", "m.y", "gone"];
    private static readonly string[] Comparators = ["=", "<>", "<", "<=", ">", ">="];
    private static readonly string[] Types = ["S", "N", "L", "M", "SS"];

    private readonly JsonObject _values = [];

    /// <summary>Adds the placeholders to the call that they are for, and forgets them.</summary>
    public void AddTo(JsonObject input)
    {
        if (_values.Count > 0)
            input["ExpressionAttributeValues"] = _values.DeepClone();
        _values.Clear();
    }

    public JsonObject Value() => random.Next(6) switch
    {
        0 or 1 => Number(),
        2 => Text(),
        3 => new() { ["L"] = new JsonArray(Number(), Text()) },
        4 => new() { ["M"] = new JsonObject { ["x"] = Number() } },
        _ => Set(),
    };

    public JsonObject Number() => new() { ["N"] = $"{random.Next(-1, 4)}" };

    public JsonObject Text() => new() { ["S"] = Pick("a", "ab", "b", "") };

    public JsonObject Set() => new() { ["SS"] = Pick(new JsonArray("a"), new JsonArray("b", "a"), new JsonArray("c")) };

    public string Condition(int depth = 2) => (depth == 0 ? 0 : random.Next(5)) switch
    {
        1 => $"({Condition(depth - 1)}) AND {Simple()}",
        2 => $"{Simple()} OR {Simple()} AND {Simple()}",
        3 => $"NOT ({Condition(depth - 1)})",
        _ => Simple(),
    };

    public string Update()
    {
        string[] roots = ["n", "s", "l", "m", "ss"];
        random.Shuffle(roots);
        var sections = roots.Take(random.Next(1, 4)).Select(Action).ToLookup(static a => a.Section, static a => a.Text);
        return string.Join(' ', sections.Select(static section => $"{section.Key} {string.Join(", ", section)}"));
    }

    public T Pick<T>(params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    public string Placeholder(JsonObject value)
    {
        var name = $":v{_values.Count}";
        _values[name] = value;
        return name;
    }

    private string Simple()
    {
        var path = Pick<string>(Paths);
        return random.Next(9) switch
        {
            0 => $"attribute_exists({path})",
            1 => $"attribute_not_exists({path})",
            2 => $"attribute_type({path}, {Placeholder(new() { ["S"] = Pick<string>(Types) })})",
            3 => $"begins_with({path}, {Placeholder(Text())})",
            4 => $"contains({path}, {Placeholder(Pick(Text(), Number()))})",
            5 => $"size({path}) {Pick<string>(Comparators)} {Placeholder(Number())}",
            6 => $"{path} BETWEEN {Placeholder(new() { ["N"] = "0" })} AND {Placeholder(new() { ["N"] = "2" })}",
            7 => $"{path} IN ({Placeholder(Number())}, {Placeholder(Text())})",
            _ => $"{path} {Pick<string>(Comparators)} {Placeholder(Pick(Number(), Text()))}",
        };
    }

    private (string Section, string Text) Action(string root) => root switch
    {
        "n" => random.Next(5) switch
        {
            0 => ("ADD", $"n {Placeholder(Number())}"),
            1 => ("REMOVE", "n"),
            2 => ("SET", $"n = n - {Placeholder(Number())}"),
            3 => ("SET", $"n = if_not_exists(n, {Placeholder(Number())}) + {Placeholder(Number())}"),
            _ => ("SET", $"n = {Placeholder(Number())}"),
        },
        "l" => random.Next(5) switch
        {
            0 => ("SET", $"l = list_append(l, {Placeholder(new() { ["L"] = new JsonArray(Number()) })})"),
            1 => ("SET", $"l[{random.Next(4)}] = {Placeholder(Value())}"),
            2 => ("REMOVE", "l[0], l[1]"),
            3 => ("REMOVE", $"l[{random.Next(3)}]"),
            _ => ("SET", $"l = if_not_exists(l, {Placeholder(new() { ["L"] = new JsonArray() })})"),
        },
        "m" => random.Next(4) switch
        {
            0 => ("SET", $"m.x = {Placeholder(Value())}, m.y = s"),
            1 => ("REMOVE", "m.x"),
            2 => ("SET", $"m = {Placeholder(new() { ["M"] = new JsonObject { ["y"] = Text() } })}"),
            _ => ("SET", "m.y = n"),
        },
        "ss" => (Pick("ADD", "DELETE"), $"ss {Placeholder(Set())}"),
        _ => random.Next(3) switch
        {
            0 => ("REMOVE", "s"),
            1 => ("SET", "s = g"),
            _ => ("SET", $"s = {Placeholder(Value())}"),
        },
    };
}
