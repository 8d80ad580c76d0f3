using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Time.Testing;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Tables;

/// <summary>What has expired is deleted by the service a little later, and its stream says by whom.</summary>
public sealed class TimeToLive : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private LocalAwsFixture _localAws = null!;
    private string _table = "";

    public async ValueTask InitializeAsync()
    {
        _localAws = await LocalAwsFixture.StartAsync(_time);
        _table = await _localAws.DynamoDb.NewTableAsync(more: static request =>
        {
            request.BillingMode = BillingMode.PROVISIONED;
            request.ProvisionedThroughput = new(1, 1);
            request.StreamSpecification = new() { StreamEnabled = true,
                StreamViewType = Amazon.DynamoDBv2.StreamViewType.NEW_AND_OLD_IMAGES };
        });
    }

    public ValueTask DisposeAsync() => _localAws.DisposeAsync();

    [Fact]
    public async Task Only_what_has_expired_goes_and_the_stream_names_the_service()
    {
        await SwitchAsync(true);
        var now = _time.GetUtcNow();
        await PutAsync("soon", $"{now.AddSeconds(30).ToUnixTimeSeconds()}");
        await PutAsync("later", $"{now.AddYears(1).ToUnixTimeSeconds()}");
        await PutAsync("ancient", $"{now.AddYears(-6).ToUnixTimeSeconds()}");
        await PutAsync("text", "0", isNumber: false);
        await PutAsync("never", null);

        await AdvanceUntilGoneAsync("soon");

        var left = (await _localAws.DynamoDb.ScanAsync(new Amazon.DynamoDBv2.Model.ScanRequest(_table))).Items;
        Assert.Equal(["ancient", "later", "never", "text"], left.Select(static item => item["pk"].S).Order());
        var records = await ReadStreamAsync();
        Assert.Equal(6, records.Count);
        Assert.All(records.SkipLast(1), static record => Assert.Null(record.UserIdentity));
        Assert.Equal(OperationType.REMOVE, records[^1].EventName);
        Assert.Equal("soon", records[^1].Dynamodb.OldImage["pk"].S);
        Assert.Equal(("dynamodb.amazonaws.com", "Service"), (
            records[^1].UserIdentity.PrincipalId, records[^1].UserIdentity.Type));
    }

    [Fact]
    public async Task An_expiry_put_off_or_taken_away_in_time_does_not_come()
    {
        await SwitchAsync(true);
        var soon = $"{_time.GetUtcNow().AddSeconds(30).ToUnixTimeSeconds()}";
        foreach (var pk in new[] { "put off", "taken away", "left" })
            await PutAsync(pk, soon);
        await PutAsync("put off", $"{_time.GetUtcNow().AddYears(1).ToUnixTimeSeconds()}");
        await _localAws.DynamoDb.UpdateAsync(_table, """{"pk": "taken away"}""", "REMOVE expires");

        await AdvanceUntilGoneAsync("left");

        var left = (await _localAws.DynamoDb.ScanAsync(new Amazon.DynamoDBv2.Model.ScanRequest(_table))).Items;
        Assert.Equal(["put off", "taken away"], left.Select(static item => item["pk"].S).Order());
    }

    [Fact]
    public async Task It_takes_up_what_was_there_before_and_lets_go_when_switched_off()
    {
        var past = $"{_time.GetUtcNow().AddSeconds(-1).ToUnixTimeSeconds()}";
        await PutAsync("before", past);
        await SwitchAsync(true);
        await AdvanceUntilGoneAsync("before");

        await SwitchAsync(false);
        await PutAsync("after", past);
        var other = await _localAws.DynamoDb.NewTableAsync();
        await SwitchAsync(true, other);
        await PutAsync("proof", past, table: other);
        await AdvanceUntilGoneAsync("proof", other);

        Assert.NotEqual("", await _localAws.DynamoDb.GetAsync(_table, """{"pk": "after"}"""));
    }

    [Fact]
    public async Task It_is_described_and_switched_once()
    {
        Assert.Equal(TimeToLiveStatus.DISABLED, (await DescribeAsync()).TimeToLiveStatus);
        await SwitchAsync(true);
        var described = await DescribeAsync();

        Assert.Equal((TimeToLiveStatus.ENABLED, "expires"), (described.TimeToLiveStatus, described.AttributeName));
        Assert.Equal("ValidationException: TimeToLive is already enabled", await Calls.RefusalAsync(() =>
            SwitchAsync(true)));
        await SwitchAsync(false);
        Assert.Equal("ValidationException: TimeToLive is already disabled", await Calls.RefusalAsync(() =>
            SwitchAsync(false)));

        async Task<TimeToLiveDescription> DescribeAsync() =>
            (await _localAws.DynamoDb.DescribeTimeToLiveAsync(_table)).TimeToLiveDescription;
    }

    [Theory]
    [InlineData(0, "greater than or equal to 1")]
    [InlineData(256, "less than or equal to 255")]
    public async Task Its_attribute_has_a_name_of_at_most_255_characters(int length, string refusal) =>
        Assert.EndsWith($"Member must have length {refusal}", await _localAws.CallAsync(
            "DynamoDB_20120810.UpdateTimeToLive",
            $$$"""
            {"TableName":"{{{_table}}}",
            "TimeToLiveSpecification":{"Enabled":true,"AttributeName":"{{{new string('x', length)}}}"}}
            """), StringComparison.Ordinal);

    private Task<UpdateTimeToLiveResponse> SwitchAsync(bool on, string? table = null) =>
        _localAws.DynamoDb.UpdateTimeToLiveAsync(new UpdateTimeToLiveRequest
        {
            TableName = table ?? _table,
            TimeToLiveSpecification = new() { AttributeName = "expires", Enabled = on },
        });

    private Task<PutItemResponse> PutAsync(string pk, string? expires, bool isNumber = true, string? table = null)
    {
        var item = new Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue> { ["pk"] = new(pk) };
        if (expires is not null)
            item["expires"] = isNumber ? new() { N = expires } : new(expires);
        return _localAws.DynamoDb.PutItemAsync(table ?? _table, item);
    }

    /// <summary>Turns the clock on, sweep by sweep: the sweeper takes its turn when the system lets it.</summary>
    private async Task AdvanceUntilGoneAsync(string pk, string? table = null)
    {
        _time.Advance(TimeSpan.FromSeconds(31));
        using var deadline = new CancellationTokenSource(Deadline);
        while (await _localAws.DynamoDb.GetAsync(table ?? _table, $$"""{ "pk": "{{pk}}" }""") != "")
        {
            deadline.Token.ThrowIfCancellationRequested();
            _time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private async Task<List<Amazon.DynamoDBStreams.Model.Record>> ReadStreamAsync()
    {
        var stream = (await _localAws.DynamoDb.DescribeTableAsync(_table)).Table.LatestStreamArn;
        var shard = Assert.Single((await _localAws.Streams.DescribeStreamAsync(stream)).StreamDescription.Shards);
        var iterator = await _localAws.Streams.GetShardIteratorAsync(new GetShardIteratorRequest
        {
            StreamArn = stream,
            ShardId = shard.ShardId,
            ShardIteratorType = ShardIteratorType.TRIM_HORIZON,
        });
        return (await _localAws.Streams.GetRecordsAsync(iterator.ShardIterator)).Records;
    }
}
