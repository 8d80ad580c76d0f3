using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.SQS;

namespace WebhookSystem.LocalAws.Tests.Keep;

/// <summary>A disk that takes no more: calls fail as AWS's own troubles do, and what was acknowledged stays.</summary>
public sealed class FullDisks : IAsyncDisposable
{
    private const int KibibytesMax = 64;

    private readonly DataFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Calls_are_refused_and_only_what_was_acknowledged_is_there_again()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A limit on the size of files stands for the full disk.");
        var acknowledged = 0;
        using (var full = await ChildServer.StartAsync(_folder.Path, KibibytesMax))
        {
            await full.DynamoDb.CreateTableAsync(new CreateTableRequest
            {
                TableName = "things",
                BillingMode = BillingMode.PAY_PER_REQUEST,
                KeySchema = [new("pk", KeyType.HASH)],
                AttributeDefinitions = [new("pk", ScalarAttributeType.S)],
            });
            var refusal = await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(async () =>
            {
                for (; acknowledged < 1_000; acknowledged++)
                    await PutAsync(full, acknowledged);
            });
            Assert.Equal("InternalServerError", refusal.ErrorCode);
            Assert.Equal(System.Net.HttpStatusCode.InternalServerError, refusal.StatusCode);
            await Assert.ThrowsAnyAsync<AmazonSQSException>(() => full.Sqs.CreateQueueAsync("q"));
            await full.KillAsync();
        }

        using var again = await ChildServer.StartAsync(_folder.Path);

        Assert.InRange(acknowledged, 10, 999);
        var found = await again.DynamoDb.ScanAsync(new ScanRequest { TableName = "things" });
        Assert.Equal(acknowledged, found.Count);
        Assert.Empty((await again.Sqs.ListQueuesAsync("")).QueueUrls ?? []);
    }

    private static Task<PutItemResponse> PutAsync(ChildServer server, int number) => server.DynamoDb.PutItemAsync(
        "things", new() { ["pk"] = new($"{number}"), ["body"] = new(new string('z', 1_000)) });
}
