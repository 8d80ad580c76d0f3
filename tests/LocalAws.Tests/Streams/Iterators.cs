using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.LocalAws.Tests.DynamoDb;

namespace WebhookSystem.LocalAws.Tests.Streams;

/// <summary>Where a reader begins, how long its place is good, and how long records are.</summary>
public sealed class Iterators : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private LocalAwsFixture _localAws = null!;
    private string _table = "";
    private string _stream = "";
    private string _shard = "";

    public async ValueTask InitializeAsync()
    {
        _localAws = await LocalAwsFixture.StartAsync(_time);
        (_table, _stream) = await _localAws.NewStreamAsync();
        _shard = Assert.Single((await _localAws.Streams.DescribeStreamAsync(_stream)).StreamDescription.Shards).ShardId;
    }

    public ValueTask DisposeAsync() => _localAws.DisposeAsync();

    [Fact]
    public async Task A_reader_begins_at_the_oldest_the_next_or_a_number()
    {
        var latest = await IteratorAsync(ShardIteratorType.LATEST);
        await PutAsync("1", "2", "3");
        var numbers = (await ReadAsync(ShardIteratorType.TRIM_HORIZON)).Records
            .ConvertAll(static record => record.Dynamodb.SequenceNumber);

        Assert.Equal(["1", "2", "3"], await ValuesAsync(latest));
        Assert.Equal(
            ["2", "3"], await ValuesAsync(await IteratorAsync(ShardIteratorType.AT_SEQUENCE_NUMBER, numbers[1])));
        Assert.Equal(
            ["3"], await ValuesAsync(await IteratorAsync(ShardIteratorType.AFTER_SEQUENCE_NUMBER, numbers[1])));
        Assert.Empty(await ValuesAsync(await IteratorAsync(ShardIteratorType.AFTER_SEQUENCE_NUMBER, numbers[2])));
        Assert.Empty(await ValuesAsync(await IteratorAsync(ShardIteratorType.LATEST)));
    }

    [Fact]
    public async Task An_iterator_may_be_used_again_and_gives_the_same()
    {
        await PutAsync("1", "2");
        var iterator = await IteratorAsync(ShardIteratorType.TRIM_HORIZON);

        Assert.Equal(["1", "2"], await ValuesAsync(iterator));
        Assert.Equal(["1", "2"], await ValuesAsync(iterator));
    }

    [Fact]
    public async Task A_place_is_good_for_a_quarter_of_an_hour()
    {
        var iterator = await IteratorAsync(ShardIteratorType.LATEST);
        _time.Advance(TimeSpan.FromMinutes(15));
        Assert.Empty(await ValuesAsync(iterator));

        _time.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<ExpiredIteratorException>(() => ValuesAsync(iterator));
    }

    [Fact]
    public async Task A_record_is_kept_for_a_day()
    {
        await PutAsync("old");
        var old = Assert.Single((await ReadAsync(ShardIteratorType.TRIM_HORIZON)).Records).Dynamodb.SequenceNumber;
        _time.Advance(TimeSpan.FromHours(23));
        await PutAsync("young");
        _time.Advance(TimeSpan.FromHours(1) + TimeSpan.FromSeconds(1));

        Assert.Equal(["young"], await ValuesAsync(await IteratorAsync(ShardIteratorType.TRIM_HORIZON)));
        Assert.StartsWith("TrimmedDataAccessException", await Calls.RefusalAsync(
            () => IteratorAsync(ShardIteratorType.AFTER_SEQUENCE_NUMBER, old)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_place_is_refused()
    {
        Assert.StartsWith("ValidationException",
            await Calls.RefusalAsync(() => _localAws.Streams.GetRecordsAsync("nonsense")), StringComparison.Ordinal);
        Assert.StartsWith("ResourceNotFoundException: Requested resource not found: Shard", await Calls.RefusalAsync(
            () => _localAws.IteratorAsync(_stream, "shardId-00000000000000000000-00000000")), StringComparison.Ordinal);
        Assert.Equal($"ResourceNotFoundException: Requested resource not found: Stream: {_stream}0 not found",
            await Calls.RefusalAsync(() => _localAws.IteratorAsync(_stream + "0", _shard)));
    }

    private Task<string> IteratorAsync(ShardIteratorType type, string? number = null) =>
        _localAws.IteratorAsync(_stream, _shard, type, number);

    private async Task<GetRecordsResponse> ReadAsync(ShardIteratorType type) =>
        await _localAws.Streams.GetRecordsAsync(await IteratorAsync(type));

    private async Task<IEnumerable<string>> ValuesAsync(string iterator) =>
        (await _localAws.Streams.GetRecordsAsync(iterator)).Records.Select(static record =>
            record.Dynamodb.NewImage["v"].S);

    private async Task PutAsync(params string[] values)
    {
        foreach (var value in values)
            await _localAws.DynamoDb.PutAsync(_table, $$"""{ "pk": "k", "v": "{{value}}" }""");
    }
}
