using System.Text;
using Amazon.S3.Model;
using Amazon.SecretsManager.Model;
using Amazon.SQS.Model;

namespace WebhookSystem.LocalAws.Tests.Keep;

/// <summary>
/// What each service keeps over a crash: from the log, from a snapshot, from a snapshot with a log behind it.
/// </summary>
public sealed class Restarts : IAsyncDisposable
{
    public static TheoryData<Way> Ways => [.. Enum.GetValues<Way>()];

    private readonly DataFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Theory, MemberData(nameof(Ways))]
    public async Task Messages_are_there_again_received_ones_hidden_and_deleted_ones_gone(Way way)
    {
        var before = await _folder.StartAsync();
        var queue = (await before.Sqs.CreateQueueAsync("q")).QueueUrl;
        await before.Sqs.SendMessageAsync(queue, "deleted");
        await before.Sqs.SendMessageAsync(queue, "in flight");
        var first = (await ReceiveAsync(before, queue)).Single();
        var second = (await ReceiveAsync(before, queue)).Single();

        var after = await _folder.ReopenAsync(way, before, async () =>
        {
            await before.Sqs.DeleteMessageAsync(queue, first.ReceiptHandle);
            await before.Sqs.SendMessageAsync(queue, "waiting");
        });

        Assert.Equal("waiting", (await ReceiveAsync(after, queue)).Single().Body);
        Assert.Empty(await ReceiveAsync(after, queue));
        await after.Sqs.ChangeMessageVisibilityAsync(queue, second.ReceiptHandle, 0);
        var again = (await ReceiveAsync(after, queue)).Single();
        Assert.Equal("in flight", again.Body);
        Assert.Equal("2", again.Attributes["ApproximateReceiveCount"]);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task A_duplicate_is_known_and_numbers_go_on(Way way)
    {
        var before = await _folder.StartAsync();
        var queue = (await before.Sqs.CreateQueueAsync(new CreateQueueRequest
        {
            QueueName = "q.fifo",
            Attributes = new() { ["FifoQueue"] = "true" },
        })).QueueUrl;
        var first = await SendAsync(before, queue, "1");
        var gone = (await ReceiveAsync(before, queue)).Single();

        var after = await _folder.ReopenAsync(
            way, before, () => before.Sqs.DeleteMessageAsync(queue, gone.ReceiptHandle));

        var again = await SendAsync(after, queue, "1");
        var next = await SendAsync(after, queue, "2");
        Assert.Equal(first.MessageId, again.MessageId);
        Assert.True(string.CompareOrdinal(next.SequenceNumber, first.SequenceNumber) > 0);
        Assert.Equal("2", (await ReceiveAsync(after, queue)).Single().Body);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Objects_are_there_again_with_what_belongs_to_them(Way way)
    {
        var before = await _folder.StartAsync();
        await before.S3.PutBucketAsync("bucket");
        await PutObjectAsync(before, "kept");
        await PutObjectAsync(before, "deleted");

        var after = await _folder.ReopenAsync(way, before, async () =>
        {
            await before.S3.DeleteObjectAsync("bucket", "deleted");
            await before.S3.CopyObjectAsync("bucket", "kept", "bucket", "copy");
        });

        var listed = await after.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "bucket" });
        Assert.Equal(["copy", "kept"], listed.S3Objects.Select(static one => one.Key));
        using var copy = await after.S3.GetObjectAsync("bucket", "copy");
        using var text = new StreamReader(copy.ResponseStream);
        Assert.Equal("body of kept", await text.ReadToEndAsync());
        Assert.Equal("blue", copy.Metadata["colour"]);
        Assert.Equal("text/x-test", copy.Headers.ContentType);
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Secrets_are_there_again_with_their_versions(Way way)
    {
        var before = await _folder.StartAsync();
        await before.Secrets.CreateSecretAsync(new CreateSecretRequest { Name = "s", SecretString = "old" });
        await before.Secrets.CreateSecretAsync(new CreateSecretRequest { Name = "gone", SecretString = "x" });

        var after = await _folder.ReopenAsync(way, before, async () =>
        {
            await before.Secrets.PutSecretValueAsync(new() { SecretId = "s", SecretString = "new" });
            await before.Secrets.DeleteSecretAsync(
                new DeleteSecretRequest { SecretId = "gone", ForceDeleteWithoutRecovery = true });
        });

        Assert.Equal("new", await SecretAsync("AWSCURRENT"));
        Assert.Equal("old", await SecretAsync("AWSPREVIOUS"));
        var listed = await after.Secrets.ListSecretsAsync(new ListSecretsRequest());
        Assert.Equal(["s"], listed.SecretList.Select(static secret => secret.Name));

        async Task<string> SecretAsync(string stage) => (await after.Secrets.GetSecretValueAsync(
            new GetSecretValueRequest { SecretId = "s", VersionStage = stage })).SecretString;
    }

    [Fact]
    public async Task A_directory_belongs_to_one_process()
    {
        await _folder.StartAsync();

        var refusal = await Assert.ThrowsAsync<IOException>(() => _folder.StartAsync());

        Assert.Contains("in use by another LocalAws", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<List<Message>> ReceiveAsync(LocalAwsFixture server, string queue) =>
        (await server.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest
        {
            QueueUrl = queue,
            MessageSystemAttributeNames = ["All"],
        })).Messages ?? [];

    private static Task<SendMessageResponse> SendAsync(LocalAwsFixture server, string queue, string body) =>
        server.Sqs.SendMessageAsync(new SendMessageRequest
        {
            QueueUrl = queue,
            MessageBody = body,
            MessageGroupId = "g",
            MessageDeduplicationId = body,
        });

    private static Task<PutObjectResponse> PutObjectAsync(LocalAwsFixture server, string key)
    {
        var request = new PutObjectRequest
        {
            BucketName = "bucket",
            Key = key,
            InputStream = new MemoryStream(Encoding.UTF8.GetBytes($"body of {key}")),
            ContentType = "text/x-test",
        };
        request.Metadata["colour"] = "blue";
        return server.S3.PutObjectAsync(request);
    }
}
