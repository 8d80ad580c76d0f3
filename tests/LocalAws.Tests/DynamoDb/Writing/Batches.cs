using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Writing;

public sealed class Batches(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task Puts_and_deletes_go_together_over_tables()
    {
        var (one, two) = (await localAws.DynamoDb.NewTableAsync(), await localAws.DynamoDb.NewTableAsync());
        await localAws.DynamoDb.PutAsync(two, """{"pk": "gone"}""");

        var written = await localAws.DynamoDb.BatchWriteItemAsync(
            new BatchWriteItemRequest(new Dictionary<string, List<WriteRequest>>
        {
            [one] = [Put("a"), Put("b")],
            [two] = [Put("c"), new(new DeleteRequest(Calls.Item("""{"pk": "gone"}""")))],
        }));

        Assert.Empty(written.UnprocessedItems);
        Assert.Equal(2, (await localAws.DynamoDb.ScanAsync(new ScanRequest(one))).Count);
        Assert.Equal("c", Assert.Single((await localAws.DynamoDb.ScanAsync(new ScanRequest(two))).Items)["pk"].S);
    }

    [Fact]
    public async Task A_batch_has_25_writes_each_of_another_item_and_one_bad_one_stops_all()
    {
        var table = await localAws.DynamoDb.NewTableAsync();

        var many = await Calls.RefusalAsync(() => WriteAsync([.. Enumerable.Range(0, 26).Select(i => Put($"{i}"))]));
        var twice = await Calls.RefusalAsync(() => WriteAsync(Put("a"), Put("a")));
        var both = await Calls.RefusalAsync(
            () => WriteAsync(Put("a"), new(new DeleteRequest(Calls.Item("""{"pk": "a"}""")))));
        var bad = await Calls.RefusalAsync(
            () => WriteAsync(Put("a"), new(new DeleteRequest(Calls.Item("""{"other": "a"}""")))));

        Assert.StartsWith("ValidationException", many, StringComparison.Ordinal);
        Assert.Equal("ValidationException: Provided list of item keys contains duplicates", twice);
        Assert.Equal("ValidationException: Provided list of item keys contains duplicates", both);
        Assert.Equal("ValidationException: The provided key element does not match the schema",
            await Calls.RefusalAsync(() => WriteAsync(new WriteRequest(new PutRequest(Calls.Item("""{"pk": 1}"""))))));
        Assert.Equal("ValidationException: The provided key element does not match the schema", bad);
        Assert.Equal(0, (await localAws.DynamoDb.ScanAsync(new ScanRequest(table))).Count);

        Task WriteAsync(params List<WriteRequest> requests) => localAws.DynamoDb.BatchWriteItemAsync(
            new BatchWriteItemRequest(new Dictionary<string, List<WriteRequest>> { [table] = requests }));
    }

    [Fact]
    public async Task Gets_answer_what_is_there_each_key_once()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        await localAws.DynamoDb.PutAsync(table, """{"pk": "a", "v": 1, "w": 2}""");

        var read = await GetAsync("v", "a", "none");
        var twice = await Calls.RefusalAsync(() => GetAsync(null, "a", "a"));
        var many = await Calls.RefusalAsync(() => GetAsync(null, [.. Enumerable.Range(0, 101).Select(i => $"{i}")]));

        Assert.Equal("""{"v":1}""", Calls.Json(Assert.Single(read.Responses[table])));
        Assert.Empty(read.UnprocessedKeys);
        Assert.Equal("ValidationException: Provided list of item keys contains duplicates", twice);
        Assert.Equal(
            $"ValidationException: 1 validation error detected: Value '[...]' at 'requestItems.{table}.member.keys' "
            + "failed to satisfy constraint: Member must have length less than or equal to 100", many);

        Task<BatchGetItemResponse> GetAsync(string? projection, params string[] keys) =>
            localAws.DynamoDb.BatchGetItemAsync(
            new BatchGetItemRequest(new Dictionary<string, KeysAndAttributes> { [table] = Keys(keys, projection) }));
    }

    [Fact]
    public async Task More_than_100_gets_are_refused_before_their_tables_are_looked_for()
    {
        string[] keys = [.. Enumerable.Range(0, 60).Select(static i => $"{i}")];

        var refusal = await Calls.RefusalAsync(() => localAws.DynamoDb.BatchGetItemAsync(
            new BatchGetItemRequest(new Dictionary<string, KeysAndAttributes>
            {
                ["nowhere"] = Keys(keys, null),
                ["elsewhere"] = Keys(keys, null),
            })));

        Assert.Equal("ValidationException: Too many items requested for the BatchGetItem call", refusal);
    }

    [Fact]
    public async Task What_goes_beyond_16_MB_is_left_to_ask_for_again()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        string[] names = [.. Enumerable.Range(0, 50).Select(static i => $"{i:00}")];
        foreach (var name in names)
            await localAws.DynamoDb.PutItemAsync(
                table, new() { ["pk"] = new(name), ["x"] = new(new string('x', 390 * 1024)) });

        List<string> read = [];
        Dictionary<string, KeysAndAttributes> wanted = new() { [table] = Keys(names, "pk") };
        for (var rounds = 0; wanted.Count > 0 && rounds < 2; rounds++)
        {
            var page = await localAws.DynamoDb.BatchGetItemAsync(new BatchGetItemRequest(wanted));
            read.AddRange(page.Responses[table].Select(static item => item["pk"].S));
            wanted = page.UnprocessedKeys;
            if (rounds == 0)
                Assert.Equal("pk", Assert.Single(wanted).Value.ProjectionExpression);
        }

        Assert.Empty(wanted);
        Assert.Equal(names, read.Order(StringComparer.Ordinal));
    }

    private static WriteRequest Put(string pk) => new(new PutRequest(new() { ["pk"] = new(pk) }));

    private static KeysAndAttributes Keys(string[] keys, string? projection) => new()
    {
        Keys = [.. keys.Select(static key => new Dictionary<string, AttributeValue> { ["pk"] = new(key) })],
        ProjectionExpression = projection,
    };
}
