using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Writing;

/// <summary>What an item may be: its key, its size, its depth, its empty values.</summary>
public sealed class Items(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private const int BytesMax = 400 * 1024;

    [Theory]
    [InlineData("""{"sk": "s"}""", "One or more parameter values were invalid: Missing the key pk in the item")]
    [InlineData(
        """{"pk": 1, "sk": "s"}""",
        "One or more parameter values were invalid: Type mismatch for key pk expected: S actual: N")]
    public async Task An_item_has_the_whole_key(string item, string reason)
    {
        var table = await localAws.DynamoDb.NewTableAsync(withSort: true);

        Assert.Equal(
            $"ValidationException: {reason}", await Calls.RefusalAsync(() => localAws.DynamoDb.PutAsync(table, item)));
    }

    [Theory]
    [InlineData("""{"pk": "k"}""")]
    [InlineData("""{"pk": "k", "sk": 1}""")]
    [InlineData("""{"pk": "k", "sk": "s", "more": "m"}""")]
    public async Task A_key_is_exactly_the_key(string key)
    {
        var table = await localAws.DynamoDb.NewTableAsync(withSort: true);

        Assert.Equal("ValidationException: The provided key element does not match the schema",
            await Calls.RefusalAsync(() => localAws.DynamoDb.GetItemAsync(table, Calls.Item(key))));
        Assert.Equal("ValidationException: The provided key element does not match the schema",
            await Calls.RefusalAsync(() => localAws.DynamoDb.DeleteItemAsync(table, Calls.Item(key))));
    }

    [Fact]
    public async Task Key_values_have_their_own_limits()
    {
        var table = await localAws.DynamoDb.NewTableAsync(withSort: true);

        await PutKeyAsync(2048, 1024);
        Assert.Equal("ValidationException: One or more parameter values are not valid. The AttributeValue for a key "
            + "attribute cannot contain an empty string value. Key: sk", await Calls.RefusalAsync(() =>
                PutKeyAsync(1, 0)));
        Assert.Equal("ValidationException: One or more parameter values were invalid: Size of hashkey has exceeded the "
            + "maximum size limit of2048 bytes", await Calls.RefusalAsync(() => PutKeyAsync(2049, 1)));
        Assert.Equal(
            "ValidationException: One or more parameter values were invalid: Aggregated size of all range keys "
            + "has exceeded the size limit of 1024 bytes", await Calls.RefusalAsync(() => PutKeyAsync(1, 1025)));

        Task PutKeyAsync(int partition, int sort) => localAws.DynamoDb.PutItemAsync(
            table, new() { ["pk"] = new(new string('p', partition)), ["sk"] = new(new string('s', sort)) });
    }

    [Fact]
    public async Task An_item_has_400_KB_names_and_all()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        const int Names = 2 + 1 + 1;

        await PutTextAsync(BytesMax - Names);
        Assert.Equal("ValidationException: Item size has exceeded the maximum allowed size",
            await Calls.RefusalAsync(() => PutTextAsync(BytesMax - Names + 1)));
        Assert.Equal("ValidationException: Item size to update has exceeded the maximum allowed size",
            await Calls.RefusalAsync(() =>
                localAws.DynamoDb.UpdateAsync(table, """{"pk": "k"}""", "SET b = :b", """{":b": "b"}""")));

        Task PutTextAsync(int length) => localAws.DynamoDb.PutItemAsync(
            table, new() { ["pk"] = new("k"), ["a"] = new(new string('x', length)) });
    }

    [Fact]
    public async Task Documents_lie_32_levels_deep_put_or_updated()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutAsync(table, $$"""{ "pk": "k", "m": { }, "l": {{Nested(32)}} }""");

        const string Reason = "Nesting Levels have exceeded supported limits: Attributes in the item have nested "
            + "levels beyond supported limit";
        Assert.Equal(Calls.Counted + Reason, await Calls.RefusalAsync(
            () => localAws.DynamoDb.PutAsync(table, $$"""{ "pk": "k", "l": {{Nested(33)}} }""")));
        Assert.Equal("ValidationException: " + Reason, await Calls.RefusalAsync(() => localAws.DynamoDb.UpdateAsync(
            table, """{"pk": "k"}""", "SET m.a = l")));

        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
    }

    [Fact]
    public async Task Empty_values_are_kept_but_for_sets()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutItemAsync(table, new()
        {
            ["pk"] = new("k"),
            ["s"] = new(""),
            ["b"] = new() { B = new([]) },
            ["l"] = new() { L = [], IsLSet = true },
            ["m"] = new() { M = [], IsMSet = true },
            ["ss"] = new() { SS = [""] },
        });

        var item = (await localAws.DynamoDb.GetItemAsync(table, Calls.Item("""{"pk": "k"}"""))).Item;

        Assert.Equal("", item["s"].S);
        Assert.Equal(0, item["b"].B.Length);
        Assert.True(item["l"].IsLSet);
        Assert.True(item["m"].IsMSet);
        Assert.Equal([""], item["ss"].SS);
    }

    [Fact]
    public async Task A_set_has_no_element_twice()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        var refusal = await Calls.RefusalAsync(() => localAws.DynamoDb.PutItemAsync(
            table, new() { ["pk"] = new("k"), ["n"] = new() { NS = ["1", "1.0"] } }));

        Assert.Equal(Calls.Counted + "One or more parameter values were invalid: "
            + "Input collection [1, 1.0] contains duplicates.", refusal);
    }

    [Fact]
    public async Task A_table_that_is_not_there_is_not_found()
    {
        Assert.Equal("ResourceNotFoundException: Requested resource not found",
            await Calls.RefusalAsync(() => localAws.DynamoDb.PutAsync("no-such-table", """{"pk": "k"}""")));
    }
}
