using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.LocalAws.Tests.DynamoDb;

namespace WebhookSystem.LocalAws.Tests.Faults;

/// <summary>What goes wrong on purpose, as the SDK sees it.</summary>
public sealed class InjectedFaults
{
    [Fact]
    public async Task Throttles_are_what_the_service_calls_them()
    {
        await using var aws = await LocalAwsFixture.StartAsync("--Faults:Throttle", "1");

        Assert.StartsWith("ProvisionedThroughputExceededException: ", await RefusalAsync(Alone(aws).Db.GetItemAsync(
            "any", Calls.Item("""{"pk":"a"}"""))), StringComparison.Ordinal);
        Assert.StartsWith("ThrottlingException: ", await RefusalAsync(
            Alone(aws).Db.ListTablesAsync()), StringComparison.Ordinal);
        Assert.StartsWith("RequestThrottled: ", await RefusalAsync(
            Alone(aws).Sqs.ListQueuesAsync("")), StringComparison.Ordinal);
        Assert.StartsWith("SlowDown: ", await RefusalAsync(Alone(aws).S3.ListBucketsAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_SDK_s_retries_get_through()
    {
        await using var aws = await LocalAwsFixture.StartAsync(
            "--Faults:Throttle", "0.3", "--Faults:Error", "0.1", "--Faults:Seed", "7",
            "--Faults:Operations", "PutItem");
        using var client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("a", "b"), Pointed(new AmazonDynamoDBConfig(), aws, retries: 10));
        var table = await client.NewTableAsync();

        for (var i = 0; i < 20; i++)
            await client.PutAsync(table, $$"""{"pk":"{{i}}"}""");

        Assert.Equal(20, (await client.ScanAsync(new ScanRequest(table))).Count);
        Assert.Contains("\"refused\":", await aws.Http.GetStringAsync("/_local/ledger"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_comes_before_or_after_the_work_and_the_seed_decides()
    {
        var first = await OutcomesAsync("3");

        Assert.Contains("failed, done", first);
        Assert.Contains("failed, not done", first);
        Assert.Equal(first, await OutcomesAsync("3"));
    }

    [Fact]
    public async Task A_standard_queue_doubles_messages()
    {
        await using var aws = await LocalAwsFixture.StartAsync("--Faults:Duplicate", "1");
        var queue = (await aws.Sqs.CreateQueueAsync("doubled")).QueueUrl;
        var sent = await aws.Sqs.SendMessageAsync(queue, "once");

        var first = Assert.Single((await aws.Sqs.ReceiveMessageAsync(queue)).Messages);
        var second = Assert.Single((await aws.Sqs.ReceiveMessageAsync(queue)).Messages);

        Assert.Equal(sent.MessageId, first.MessageId);
        Assert.Equal(sent.MessageId, second.MessageId);
    }

    [Fact]
    public async Task A_standard_queue_changes_the_order_and_loses_nothing()
    {
        await using var aws = await LocalAwsFixture.StartAsync("--Faults:Reorder", "0.5", "--Faults:Seed", "1");
        var queue = (await aws.Sqs.CreateQueueAsync("reordered")).QueueUrl;
        string[] sent = [.. Enumerable.Range(0, 20).Select(static i => $"{i:D2}")];
        foreach (var body in sent)
            await aws.Sqs.SendMessageAsync(queue, body);

        var received = new List<string>();
        while (received.Count < sent.Length)
        {
            received.AddRange((await aws.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue)
            {
                MaxNumberOfMessages = 2,
            })).Messages.Select(static message => message.Body));
        }

        Assert.NotEqual(sent, received);
        Assert.Equal(sent, received.Order());
    }

    private static async Task<List<string>> OutcomesAsync(string seed)
    {
        await using var aws = await LocalAwsFixture.StartAsync(
            "--Faults:Error", "0.5", "--Faults:Seed", seed, "--Faults:Operations", "PutItem");
        var client = Alone(aws).Db;
        var table = await client.NewTableAsync();
        var outcomes = new List<string>();
        for (var i = 0; i < 30; i++)
        {
            var failed = false;
            try
            {
                await client.PutAsync(table, $$"""{"pk":"{{i}}"}""");
            }
            catch (InternalServerErrorException)
            {
                failed = true;
            }

            var found = await client.GetAsync(table, $$"""{"pk":"{{i}}"}""");
            outcomes.Add($"{(failed ? "failed" : "answered")}, {(found.Length > 0 ? "done" : "not done")}");
        }

        return outcomes;
    }

    private static async Task<string> RefusalAsync(Task call) => await Calls.RefusalAsync(() => call);

    // Without retries, to see each answer.
    private static (AmazonDynamoDBClient Db, AmazonSQSClient Sqs, AmazonS3Client S3) Alone(LocalAwsFixture aws)
    {
        var anyone = new BasicAWSCredentials("a", "b");
        return (
            new(anyone, Pointed(new AmazonDynamoDBConfig(), aws, retries: 0)),
            new(anyone, Pointed(new AmazonSQSConfig(), aws, retries: 0)),
            new(anyone, Pointed(new AmazonS3Config { ForcePathStyle = true }, aws, retries: 0)));
    }

    private static TConfig Pointed<TConfig>(TConfig config, LocalAwsFixture aws, int retries)
        where TConfig : ClientConfig
    {
        config.ServiceURL = aws.Endpoint.ToString();
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = retries;
        return config;
    }
}
