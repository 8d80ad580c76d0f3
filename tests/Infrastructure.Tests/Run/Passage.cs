using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Amazon.DynamoDBv2;
using Amazon.Extensions.NETCore.Setup;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Fixtures.Rooms;
using Record = Amazon.DynamoDBStreams.Model.Record;

namespace WebhookSystem.Infrastructure.Tests.Run;

/// <summary>
/// Three events on their way through the functions, handed on by the test where AWS's pollers would: what each function
/// answered, and what came out.
/// </summary>
internal sealed partial class Passage(RunningRooms rooms, AWSOptions aws, CancellationToken cancellationToken)
{
    /// <summary>Over this a body goes to S3; random digits do not compress.</summary>
    private const int OverInboxBytes = 300 * 1024;
    private const int Accepted = 4;
    private const int Stored = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Of each function in turn, without what differs in every run.</summary>
    public List<string> Answers { get; } = [];

    /// <summary>Number and id of each event, as they were released.</summary>
    public List<string> Released { get; } = [];

    public static Dictionary<string, string> EnvironmentOf(Uri endpoint, string bucket) => new()
    {
        ["AWS_ENDPOINT_URL"] = endpoint.ToString(),
        ["Payloads__Bucket"] = bucket,

        // moto's statements have no conditions.
        ["Table__Statements"] = "false",
    };

    public async Task RunAsync()
    {
        await ReceiveAsync();
        await StoreAsync();
        await OrderAsync();
        await ReadAsync();
    }

    private async Task ReceiveAsync()
    {
        var now = TimeProvider.System.GetUtcNow();
        var padding = string.Concat(Enumerable.Range(0, OverInboxBytes / 32).Select(_ => Guid.NewGuid().ToString("N")));
        var forged = HttpApiEvent.Standard("msg_4", "order-1", 4, now);
        forged["body"] = forged["body"]!.GetValue<string>().Replace("order-1", "order-2");
        foreach (var request in (JsonNode[])
        [
            HttpApiEvent.Standard("msg_2", "order-1", 2, now),
            HttpApiEvent.Standard("msg_1", "order-1", 1, now),
            HttpApiEvent.Standard("msg_3", "order-1", 3, now, padding),
            HttpApiEvent.Standard("msg_1", "order-1", 1, now),
            forged,
            HttpApiEvent.Standard("msg_5", "order-1", 5, now.AddHours(-1)),
            HttpApiEvent.Of("nobody", "{}", []),
            HttpApiEvent.Of("standard", "{", new() { ["content-type"] = "application/json" }),
        ])
            Keep(await rooms.InvokeAsync(Topology.Services.Ingress, request, cancellationToken));
    }

    private async Task StoreAsync()
    {
        var messages = await TakeAsync(Topology.Queues.Inbox, Accepted);
        Keep(await rooms.InvokeAsync(
            Topology.Services.Processor, EventShapes.OfQueue(Topology.Queues.Inbox, messages), cancellationToken));
    }

    private async Task OrderAsync()
    {
        using var table = aws.CreateServiceClient<IAmazonDynamoDB>();
        using var streams = aws.CreateServiceClient<IAmazonDynamoDBStreams>();
        var described = await table.DescribeTableAsync(Topology.Table.Name, cancellationToken);
        var stream = described.Table.LatestStreamArn;
        var records = new List<Record>();
        var shards = await streams.DescribeStreamAsync(stream, cancellationToken);
        foreach (var shard in shards.StreamDescription.Shards)
        {
            var iterator = await streams.GetShardIteratorAsync(
                new GetShardIteratorRequest
                {
                    StreamArn = stream,
                    ShardId = shard.ShardId,
                    ShardIteratorType = ShardIteratorType.TRIM_HORIZON,
                },
                cancellationToken);
            records.AddRange((await streams.GetRecordsAsync(iterator.ShardIterator, cancellationToken)).Records);
        }

        var events = records.Where(record => record.Dynamodb.Keys[Topology.Table.SortKey].S
            .StartsWith(Topology.Table.EventPrefix, StringComparison.Ordinal)).ToList();
        Assert.Equal(Stored, events.Count);
        Keep(await rooms.InvokeAsync(
            Topology.Services.Orderer, EventShapes.OfStream(stream, events), cancellationToken));
    }

    private async Task ReadAsync() => Released.AddRange(
        (await TakeAsync(Topology.Queues.Ordered, Stored))
        .Select(message => JsonNode.Parse(message.Body)!)
        .Select(released => $"{released["sequence"]} {released["id"]} {released["type"]}"));

    private async Task<List<Message>> TakeAsync(string queue, int count)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        using var sqs = aws.CreateServiceClient<IAmazonSQS>();
        var url = (await sqs.GetQueueUrlAsync(queue, deadline.Token)).QueueUrl;
        List<Message> messages = [];
        while (messages.Count < count)
        {
            var asked = new ReceiveMessageRequest(url)
            {
                MaxNumberOfMessages = 10,
                WaitTimeSeconds = 1,
                MessageAttributeNames = ["All"],
                MessageSystemAttributeNames = ["All"],
            };
            var received = (await sqs.ReceiveMessageAsync(asked, deadline.Token)).Messages ?? [];
            foreach (var message in received)
                await sqs.DeleteMessageAsync(url, message.ReceiptHandle, deadline.Token);
            messages.AddRange(received);
        }

        return messages;
    }

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    /// <summary>An answer's headers may tell the time, and its failures the ids of this run's messages.</summary>
    private void Keep(JsonNode answer) => Answers.Add(answer switch
    {
        JsonObject { Count: > 0 } http when http["statusCode"] is { } status =>
            $"{status} {http["headers"]?["Content-Type"]} {Uuid().Replace($"{http["body"]}", "(id)")}",
        _ => $"{answer["batchItemFailures"]?.AsArray().Count} failed",
    });
}
