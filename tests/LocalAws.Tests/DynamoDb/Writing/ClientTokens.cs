using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.Time.Testing;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Writing;

/// <summary>A transaction sent again under its token is carried out once, for ten minutes.</summary>
public sealed class ClientTokens : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private LocalAwsFixture _localAws = null!;
    private string _table = "";

    public async ValueTask InitializeAsync()
    {
        _localAws = await LocalAwsFixture.StartAsync(_time);
        _table = await _localAws.DynamoDb.NewTableAsync();
    }

    public ValueTask DisposeAsync() => _localAws.DisposeAsync();

    [Fact]
    public async Task A_replay_changes_nothing_and_costs_reads()
    {
        var first = await AddAsync("token", 1);
        var replay = await AddAsync("token", 1);

        Assert.Equal("1", await CountAsync());
        Assert.Equal(2, Assert.Single(first.ConsumedCapacity).WriteCapacityUnits);
        Assert.Equal(2, Assert.Single(replay.ConsumedCapacity).ReadCapacityUnits);
    }

    [Fact]
    public async Task Another_token_is_another_transaction()
    {
        await AddAsync("one", 1);
        await AddAsync("two", 1);

        Assert.Equal("2", await CountAsync());
    }

    [Fact]
    public async Task The_token_of_another_request_is_refused()
    {
        await AddAsync("token", 1);

        await Assert.ThrowsAsync<IdempotentParameterMismatchException>(() => AddAsync("token", 2));

        Assert.Equal("1", await CountAsync());
    }

    [Fact]
    public async Task Members_in_another_order_are_the_same_request()
    {
        await SendAsync("""{"pk": "k", "a": {"x": 1, "y": [1, 2]}}""");
        await _localAws.DynamoDb.PutAsync(_table, """{"pk": "k", "n": 7}""");

        await SendAsync("""{"a": {"y": [1, 2], "x": 1}, "pk": "k"}""");

        Assert.Equal("7", await CountAsync());
        await Assert.ThrowsAsync<IdempotentParameterMismatchException>(
            () => SendAsync("""{"pk": "k", "a": {"x": 1, "y": [2, 1]}}"""));

        Task SendAsync(string item) => _localAws.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            ClientRequestToken = "token",
            TransactItems = [Transactions.Put(_table, item)],
        });
    }

    [Fact]
    public async Task After_ten_minutes_the_token_is_forgotten()
    {
        await AddAsync("token", 1);
        _time.Advance(TimeSpan.FromMinutes(10));
        await AddAsync("token", 1);
        Assert.Equal("1", await CountAsync());

        _time.Advance(TimeSpan.FromSeconds(1));
        await AddAsync("token", 1);

        Assert.Equal("2", await CountAsync());
    }

    [Fact]
    public async Task A_cancelled_transaction_keeps_no_token()
    {
        await Assert.ThrowsAsync<TransactionCanceledException>(() => SendAsync("token"));
        await _localAws.DynamoDb.PutAsync(_table, """{"pk": "wanted"}""");

        await SendAsync("token");

        Task SendAsync(string token) => _localAws.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            ClientRequestToken = token,
            TransactItems = [Transactions.Put(_table, """{"pk": "wanted", "a": 1}""", "attribute_exists(pk)")],
        });
    }

    private Task<TransactWriteItemsResponse> AddAsync(string token, int count) =>
        _localAws.DynamoDb.TransactWriteItemsAsync(new TransactWriteItemsRequest
        {
            ClientRequestToken = token,
            ReturnConsumedCapacity = ReturnConsumedCapacity.TOTAL,
            TransactItems =
            [
                Transactions.Update(_table, """{"pk": "k"}""", "ADD n :n", $$"""{ ":n": {{count}} }"""),
            ],
        });

    private async Task<string> CountAsync() =>
        (await _localAws.DynamoDb.GetItemAsync(_table, Calls.Item("""{"pk": "k"}"""))).Item["n"].N;
}
