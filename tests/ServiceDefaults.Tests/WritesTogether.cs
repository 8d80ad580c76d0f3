using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.ServiceDefaults.Tests;

public sealed class WritesTogether : IDisposable
{
    private readonly Scripted _dynamoDb = new();

    public void Dispose() => _dynamoDb.Dispose();

    [Fact]
    public async Task What_is_announced_goes_in_one_call_and_each_hears_its_own_outcome()
    {
        var writes = Writes();
        _dynamoDb.Answers = [null, "DuplicateItem", "ConditionalCheckFailed", "ThrottlingError"];

        writes.Announce(4);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(at => TryAsync(writes, $"k{at}")));

        Assert.Equal(
            [WriteAnswer.Done, WriteAnswer.Refused, WriteAnswer.Refused, WriteAnswer.Unsettled], answers);
        Assert.Equal([4], _dynamoDb.Calls);
    }

    [Fact]
    public async Task What_has_nothing_beside_it_is_left_to_its_caller_at_once()
    {
        var writes = Writes();

        Assert.Equal(WriteAnswer.Unsettled, await TryAsync(writes, "unannounced"));
        writes.Announce(1);
        Assert.Equal(WriteAnswer.Unsettled, await TryAsync(writes, "alone"));

        Assert.Empty(_dynamoDb.Calls);
    }

    [Fact]
    public async Task Nobody_waits_long_for_one_that_does_not_come()
    {
        var writes = Writes(TimeSpan.FromMilliseconds(200));

        writes.Announce(10);
        var two = await Task.WhenAll(TryAsync(writes, "a"), TryAsync(writes, "b"));
        writes.Announce(10);
        var one = await TryAsync(writes, "c");

        Assert.Equal([WriteAnswer.Done, WriteAnswer.Done], two);
        Assert.Equal(WriteAnswer.Unsettled, one);
        Assert.Equal([2], _dynamoDb.Calls);
    }

    [Fact]
    public async Task A_call_has_no_two_statements_of_an_item_and_no_large_one_and_25_at_most()
    {
        var writes = Writes(TimeSpan.FromMilliseconds(200));
        var large = new string('x', Topology.Limits.StatementBytesMax);

        writes.Announce(30);
        var answers = await Task.WhenAll(
        [
            .. Enumerable.Range(0, 28).Select(at => TryAsync(writes, $"k{at}")),
            TryAsync(writes, "k27"), TryAsync(writes, "large", large),
        ]);

        Assert.Equal([25, 3], _dynamoDb.Calls);
        Assert.Equal(
            [28, 29], answers.Index().Where(one => one.Item == WriteAnswer.Unsettled).Select(one => one.Index));
    }

    [Fact]
    public async Task A_call_that_fails_fails_all_that_went_in_it()
    {
        var writes = Writes();
        _dynamoDb.Failure = new AmazonDynamoDBException("no answer");

        writes.Announce(2);
        var (one, two) = (TryAsync(writes, "a"), TryAsync(writes, "b"));

        await Assert.ThrowsAsync<AmazonDynamoDBException>(() => one);
        await Assert.ThrowsAsync<AmazonDynamoDBException>(() => two);
    }

    [Fact]
    public void Statements_name_every_attribute_and_hold_no_value()
    {
        var item = new Item("p'k", "s") { ["text"] = ItemValue.OfText("'; DROP"), ["n"] = ItemValue.OfNumber(1) };

        var insert = WriteStatement.Insert(item).ToRequest();
        var update = WriteStatement.Update(item, ["gone"], ("n", "<", ItemValue.OfNumber(2))).ToRequest();

        Assert.Equal("INSERT INTO \"webhook-events\" VALUE {'pk':?,'sk':?,'text':?,'n':?}", insert.Statement);
        Assert.Equal(["p'k", "s", "'; DROP", "1"], insert.Parameters.Select(value => value.S ?? value.N));
        Assert.Equal(
            "UPDATE \"webhook-events\" SET \"text\"=? SET \"n\"=? REMOVE \"gone\" "
            + "WHERE \"pk\"=? AND \"sk\"=? AND \"n\"<?", update.Statement);
        Assert.Equal(["'; DROP", "1", "p'k", "s", "2"], update.Parameters.Select(value => value.S ?? value.N));
    }

    /// <param name="patience">Where it is not to be met with: a minute.</param>
    private WriteBatches Writes(TimeSpan? patience = null) =>
        new(_dynamoDb) { Patience = patience ?? TimeSpan.FromMinutes(1) };

    private static Task<WriteAnswer> TryAsync(WriteBatches writes, string key, string text = "") => writes.TryAsync(
        WriteStatement.Insert(new(key, "s") { ["text"] = ItemValue.OfText(text) }),
        TestContext.Current.CancellationToken);

    /// <summary>Answers as it is told, and remembers how many statements each call had.</summary>
    private sealed class Scripted() : AmazonDynamoDBClient(
        new BasicAWSCredentials("test", "test"), new AmazonDynamoDBConfig { ServiceURL = "http://localhost:1" })
    {
        public List<int> Calls { get; } = [];

        public string?[] Answers { get; set; } = [];

        public Exception? Failure { get; set; }

        public override Task<BatchExecuteStatementResponse> BatchExecuteStatementAsync(
            BatchExecuteStatementRequest request, CancellationToken cancellationToken = default)
        {
            Calls.Add(request.Statements.Count);
            return Failure is { } failure ? throw failure : Task.FromResult(new BatchExecuteStatementResponse
            {
                Responses = [.. request.Statements.Select((_, at) => new BatchStatementResponse
                {
                    Error = Answers.ElementAtOrDefault(at) is { } code
                        ? new() { Code = BatchStatementErrorCodeEnum.FindValue(code) }
                        : null,
                })],
            });
        }
    }
}
