using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.LocalAws.Tests.Keep;
using WebhookSystem.LocalAws.Tests.Lambda;

namespace WebhookSystem.LocalAws.Tests.Ledger;

/// <summary>What the ledger says of calls, and what is left after a reset.</summary>
public sealed class Counting : IAsyncDisposable
{
    private LocalAwsFixture? _started;

    public ValueTask DisposeAsync() => _started?.DisposeAsync() ?? default;

    [Fact]
    public async Task Messages_are_counted_by_chunks_of_64_kibibytes()
    {
        var server = await StartAsync();
        var (queue, _) = await server.CreateQueueAsync("counted");
        await server.Sqs.SendMessageAsync(queue, new string('x', 150 * 1024));

        var line = await LineAsync(server, "SendMessage");

        Assert.Equal("sqs", line.GetProperty("service").GetString());
        Assert.Equal("counted", line.GetProperty("resource").GetString());
        Assert.Equal("test", line.GetProperty("caller").GetString());
        Assert.Equal("sqs:SendMessage", line.GetProperty("action").GetString());
        Assert.Equal(3, Units(line, "requests"));
    }

    [Fact]
    public async Task Writes_are_counted_with_their_indexes_and_refused_ones_as_well()
    {
        var server = await StartAsync();
        await server.DynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = "counted",
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new("pk", KeyType.HASH)],
            AttributeDefinitions = [new("pk", ScalarAttributeType.S), new("other", ScalarAttributeType.S)],
            GlobalSecondaryIndexes =
            [
                new()
                {
                    IndexName = "byOther",
                    KeySchema = [new("other", KeyType.HASH)],
                    Projection = new() { ProjectionType = ProjectionType.KEYS_ONLY },
                },
            ],
        });
        var put = new PutItemRequest
        {
            TableName = "counted",
            Item = new() { ["pk"] = new("a"), ["other"] = new("b"), ["body"] = new(new string('x', 1_500)) },
            ConditionExpression = "attribute_not_exists(pk)",
        };
        await server.DynamoDb.PutItemAsync(put);
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => server.DynamoDb.PutItemAsync(put));

        var line = await LineAsync(server, "PutItem", count: 2);

        Assert.Equal(1, line.GetProperty("refused").GetInt32());
        Assert.Equal(2 + 1 + 2, Units(line, "writeUnits"));
    }

    [Fact]
    public async Task A_function_s_runs_are_counted_in_gigabyte_seconds()
    {
        var server = await StartAsync();
        await using var function = TestFunction.Start(server, "counted", static _ => "{}");
        await server.WaitForAsync("counted");
        await server.SendAsync(HttpMethod.Post, "/2015-03-31/functions/counted/invocations", []);

        var line = await LineAsync(server, "Execution");

        Assert.Equal(1, Units(line, "invocations"));
        Assert.True(Units(line, "gbSeconds") > 0);
        Assert.Equal(JsonValueKind.Null, line.GetProperty("action").ValueKind);
        Assert.Equal(
            "lambda:InvokeFunction", (await LineAsync(server, "Invoke")).GetProperty("action").GetString());
    }

    [Fact]
    public async Task Objects_are_counted_by_class_and_under_one_name_whoever_writes_the_request()
    {
        var server = await StartAsync();
        await server.S3.PutBucketAsync("counted");
        await server.S3.ListObjectsV2Async(new() { BucketName = "counted" });
        using var head = await server.Http.SendAsync(new(HttpMethod.Head, "/counted/none"));

        Assert.Equal(1, Units(await LineAsync(server, "ListObjectsV2"), "putRequests"));
        var missing = await LineAsync(server, "HeadObject");
        Assert.Equal("s3:GetObject", missing.GetProperty("action").GetString());
        Assert.Equal(1, Units(missing, "getRequests"));
    }

    [Fact]
    public async Task A_reset_is_refused_unless_it_is_enabled()
    {
        var server = await StartAsync();

        using var answer = await server.Http.PostAsync(new Uri("/_local/reset", UriKind.Relative), null);

        Assert.Equal(System.Net.HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_reset_forgets_everything_on_disk_too()
    {
        await using var folder = new DataFolder();
        _started = await LocalAwsFixture.StartAsync("--data", folder.Path, "--reset-enabled");
        await _started.CreateQueueAsync("forgotten");
        await _started.S3.PutBucketAsync("forgotten");
        var stream = await _started.CreateTableAsync("forgotten");
        await _started.MapAsync("forgotten", stream);
        await _started.Secrets.CreateSecretAsync(new() { Name = "forgotten", SecretString = "x" });

        using var answer = await _started.Http.PostAsync(new Uri("/_local/reset", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();

        var again = await folder.CrashAsync();
        foreach (var server in new[] { _started, again })
        {
            Assert.Empty((await server.Sqs.ListQueuesAsync("")).QueueUrls ?? []);
            Assert.Empty((await server.S3.ListBucketsAsync()).Buckets ?? []);
            Assert.Empty((await server.DynamoDb.ListTablesAsync()).TableNames ?? []);
            Assert.Empty((await server.Secrets.ListSecretsAsync(new())).SecretList ?? []);
            var mappings = await server.SendAsync(HttpMethod.Get, "/2015-03-31/event-source-mappings/");
            Assert.Equal(0, mappings.GetProperty("EventSourceMappings").GetArrayLength());
        }

        await _started.CreateQueueAsync("forgotten");
    }

    private async Task<LocalAwsFixture> StartAsync() => _started = await LocalAwsFixture.StartAsync();

    // A call is entered when its answer has gone out, so it may be a moment behind.
    private static async Task<JsonElement> LineAsync(LocalAwsFixture server, string operation, int count = 1)
    {
        JsonElement line = default;
        await Eventually.AsTrue(async () =>
        {
            var ledger = await server.SendAsync(HttpMethod.Get, "/_local/ledger");
            line = ledger.GetProperty("calls").EnumerateArray()
                .FirstOrDefault(one => one.GetProperty("operation").GetString() == operation);
            return line.ValueKind == JsonValueKind.Object && line.GetProperty("count").GetInt32() == count;
        });
        return line;
    }

    private static double Units(JsonElement line, string unit) =>
        line.GetProperty("units").GetProperty(unit).GetDouble();
}
