using System.Net;
using System.Net.Sockets;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.SQS;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Fixtures.Rooms;
using WebhookSystem.Operations.Commands;
using WebhookSystem.Operations.DeadLetters;

namespace WebhookSystem.Infrastructure.Tests.Policy;

/// <summary>The dashboard's own calls, when all its pages are looked at and all that it acts with is used.</summary>
[Collection(Synthesized.Kernel)]
public sealed class PolicyOfTheDashboard
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private const int OverInboxBytes = 400 * 1024;

    /// <summary>What a page asks for once a browser has opened it, which nobody does here; and one accident.</summary>
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["dynamodb:GetItem"] = "An event's page: its body.",
        ["dynamodb:BatchGetItem"] = "An event's or key's page: what is said of it now.",
        ["s3:GetObject"] = "An event's page: a large body.",
        ["s3:ListBucket"] = "Without it S3 answers 403, not 404, where a body is missing.",
        ["dynamodb:Query"] = "An event's or key's page that the read model knows nothing of.",
        ["sqs:GetQueueAttributes"] = "The overview: how much lies in each queue.",
        ["secretsmanager:ListSecretVersionIds"] = "A source's page.",
        ["secretsmanager:GetSecretValue"] = "A source's page: a test event.",
    };

    /// <summary>Nothing is sent there: it is only counted, by the overview.</summary>
    private static readonly string Counted = Arns.OfQueue(Topology.Queues.Ordered);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_uses_what_it_is_granted_and_nothing_else()
    {
        var policies = new RolePolicies(Synthesized.Of("standard/everything"));
        await using var rooms = await RunningRooms.StartAsync(
            new Dictionary<string, RoomProgram>
            {
                [Topology.Services.Ingress] = RoomProgram.Built("Ingress"),
                [Topology.Services.Processor] = RoomProgram.Built("Processor"),
                [Topology.Services.Orderer] = RoomProgram.Built("Orderer"),
            },
            cancellationToken: Token);
        var now = TimeProvider.System.GetUtcNow();
        var large = HttpApiEvent.Standard("msg_large", "order-1", 1, now, new('x', OverInboxBytes));
        await rooms.InvokeAsync(Topology.Services.Ingress, large, Token);

        var address = FreeAddress();
        await rooms.ServeAsync(
            Topology.Services.Dashboard, RoomProgram.Built("Dashboard"), address,
            new Dictionary<string, string> { ["Otlp__GrpcPort"] = "0", ["Otlp__HttpPort"] = "0" }, Token);
        await LookAsync(address);
        await ActAsync(rooms);

        var calls = (await rooms.LedgerAsync(Token))
            .Where(call => call.Caller == Topology.Services.Dashboard && call.Action is not null).ToList();
        var used = calls.Select(call => (
            Call: call, Grant: policies.Allowing(Topology.Services.Dashboard, call.Action!, Arns.Of(call)))).ToList();
        Assert.All(used, one => Assert.True(one.Grant is not null, $"{one.Call.Action} on {Arns.Of(one.Call)}"));
        var grants = used.Select(one => one.Grant).ToHashSet();
        Assert.All(
            policies.Granted.Where(grant => grant.Owner == Topology.Services.Dashboard
                && !Reasons.ContainsKey(grant.Action) && grant.Resource != Counted),
            grant => Assert.True(grants.Contains(grant), $"Nobody needs {grant}."));
    }

    private static async Task LookAsync(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(Token);
        deadline.CancelAfter(Patience);
        var events = new Uri("/api/events", UriKind.Relative);
        while (!(await http.GetStringAsync(events, deadline.Token)).Contains("msg_large"))
            await Task.Delay(TimeSpan.FromMilliseconds(50), deadline.Token);
        await http.GetStringAsync(new Uri("/api/events/standard/order-1/msg_large", UriKind.Relative), Token);
    }

    /// <summary>What an operator's clicks come to, in the dashboard's name.</summary>
    private static async Task ActAsync(RunningRooms rooms)
    {
        var credentials = new BasicAWSCredentials(Topology.Services.Dashboard, "local");
        var url = rooms.Aws.Endpoint.ToString();
        using var sqs = new AmazonSQSClient(credentials, new AmazonSQSConfig { ServiceURL = url });
        using var table = new AmazonDynamoDBClient(credentials, new AmazonDynamoDBConfig { ServiceURL = url });
        var urls = new ServiceDefaults.Aws.QueueUrls(sqs);
        var command = new OperatorCommand
        {
            CommandId = "c", Kind = CommandKind.Check, RequestedBy = "someone",
            RequestedAt = TimeProvider.System.GetUtcNow(),
        };
        await FillAsync(rooms, Topology.Queues.InboxDead, "no inbox message", DeadInbox());
        await FillAsync(
            rooms, Topology.Queues.WakeUpsDead, "from no queue", command.ToJson(),
            new WakeUp("standard", "order-1", 1, 0).ToJson());

        var desk = new CommandDesk(sqs, urls, table, TimeProvider.System);
        await desk.SendAsync(desk.New(CommandKind.Check, "someone"), Token);
        var redriving = new Redriving(new(sqs, urls), sqs, urls, table, TimeProvider.System);
        foreach (var queue in (string[])[Topology.Queues.InboxDead, Topology.Queues.WakeUpsDead])
        {
            await redriving.RunAsync(new(queue) { DryRun = true }, "someone", meet: null, Token);
            await redriving.RunAsync(new(queue), "someone", meet: null, Token);
        }
    }

    private static string DeadInbox() => new Contracts.Events.InboxMessage
    {
        DeliveryId = "d", Source = "standard", EventId = "dead", EventType = "t", Key = "order-1",
        ReceivedAt = TimeProvider.System.GetUtcNow(), Digest = Contracts.Events.Digest.Of("{}"), Configuration = "1",
    }.WithBody("{}"u8.ToArray()).ToText();

    private static async Task FillAsync(RunningRooms rooms, string queue, params string[] bodies)
    {
        foreach (var body in bodies)
            await rooms.Aws.Sqs.SendMessageAsync(await rooms.Aws.UrlAsync(queue), body, Token);
    }

    private static Uri FreeAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
