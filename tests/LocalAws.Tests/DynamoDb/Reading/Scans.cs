using Amazon.DynamoDBv2.Model;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Reading;

public sealed class Scans(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Theory]
    [InlineData(1, 7)]
    [InlineData(4, 3)]
    [InlineData(100, 1)]
    public async Task Segments_share_out_all_items_and_none_twice(int segments, int limit)
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        string[] keys = [.. Enumerable.Range(0, 60).Select(static i => $"k{i:00}")];
        foreach (var key in keys)
            await localAws.DynamoDb.PutItemAsync(table, new() { ["pk"] = new(key) });

        List<string> read = [];
        for (var segment = 0; segment < segments; segment++)
        {
            var pages = localAws.DynamoDb.Paginators.Scan(
                new ScanRequest(table) { Segment = segment, TotalSegments = segments, Limit = limit });
            await foreach (var page in pages.Responses)
                read.AddRange(page.Items.Select(static item => item["pk"].S));
        }

        Assert.Equal(keys, read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_segment_is_one_of_its_total_and_goes_on_within_itself()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        foreach (var key in new[] { "a", "b", "c", "d", "e", "f" })
            await localAws.DynamoDb.PutItemAsync(table, new() { ["pk"] = new(key) });
        var last = (await localAws.DynamoDb.ScanAsync(new ScanRequest(table))).Items[^1];

        Assert.StartsWith("ValidationException: The Segment parameter is zero-based", await RefusalAsync(
            2, 2), StringComparison.Ordinal);
        Assert.StartsWith("ValidationException: The TotalSegments parameter is required", await RefusalAsync(
            0, null), StringComparison.Ordinal);
        Assert.StartsWith("ValidationException: The Segment parameter is required", await RefusalAsync(
            null, 2), StringComparison.Ordinal);
        Assert.StartsWith("ValidationException: The provided starting key is invalid: Invalid ExclusiveStartKey",
            await RefusalAsync(0, 1_000_000, last), StringComparison.Ordinal);

        Task<string> RefusalAsync(int? segment, int? total, Dictionary<string, AttributeValue>? start = null) =>
            Calls.RefusalAsync(() => localAws.DynamoDb.ScanAsync(new ScanRequest(table)
            {
                Segment = segment,
                TotalSegments = total,
                ExclusiveStartKey = start,
            }));
    }

    [Fact]
    public async Task A_scan_goes_on_after_an_item_that_is_gone()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        for (var i = 0; i < 10; i++)
            await localAws.DynamoDb.PutItemAsync(table, new() { ["pk"] = new($"{i}") });
        var first = await localAws.DynamoDb.ScanAsync(new ScanRequest(table) { Limit = 4 });
        await localAws.DynamoDb.DeleteItemAsync(table, first.LastEvaluatedKey);

        var rest = await localAws.DynamoDb.ScanAsync(
            new ScanRequest(table) { ExclusiveStartKey = first.LastEvaluatedKey });

        Assert.Equal(6, rest.Count);
        Assert.Empty(rest.Items.Select(static item =>
            item["pk"].S).Intersect(first.Items.Select(static item => item["pk"].S)));
    }

    [Fact]
    public async Task A_filter_is_met_after_the_limit_has_counted()
    {
        var table = await localAws.DynamoDb.NewTableAsync();
        for (var i = 0; i < 10; i++)
            await localAws.DynamoDb.PutAsync(table, $$"""{ "pk": "{{i}}", "n": {{i}} }""");

        var page = await localAws.DynamoDb.ScanAsync(new ScanRequest(table)
        {
            Limit = 5,
            FilterExpression = "n < :n",
            ExpressionAttributeValues = Calls.Item("""{":n": 0}"""),
        });

        Assert.Equal((0, 5), (page.Count, page.ScannedCount));
        Assert.NotEmpty(page.LastEvaluatedKey);
    }
}
