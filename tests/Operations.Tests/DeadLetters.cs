using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Fixtures;
using WebhookSystem.Operations.DeadLetters;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Operations.Tests;

/// <summary>What lies in the dead-letter queues can be seen, narrowed, and sent back on the record.</summary>
public sealed class DeadLetters : IAsyncLifetime
{
    private readonly List<DeadLetter> _met = [];
    private ProvisionedAws? _aws;

    private ProvisionedAws Aws => _aws ?? throw new InvalidOperationException("LocalAws has not been started.");

    public async ValueTask InitializeAsync()
    {
        _aws = await ProvisionedAws.StartAsync();
        await SendAsync(Topology.Queues.InboxDead, Inbox("a", "msg_1").ToText());
        await SendAsync(Topology.Queues.InboxDead, Inbox("a", "msg_2").ToText());
        await SendAsync(Topology.Queues.InboxDead, Inbox("b", "msg_3").ToText());
        await SendAsync(Topology.Queues.WakeUpsDead, new WakeUp("standard", "a", 3, 0).ToJson());
        await SendAsync(Topology.Queues.WakeUpsDead, """{"requestContext":{}}""");
    }

    public ValueTask DisposeAsync() => Aws.DisposeAsync();

    [Fact]
    public async Task All_are_said_and_stay()
    {
        Assert.Equal(new(3, 3, 0), await RunAsync(new(Topology.Queues.InboxDead) { DryRun = true }));
        Assert.Equal(new(3, 3, 0), await RunAsync(new(Topology.Queues.InboxDead) { DryRun = true }));

        Assert.Equal(3, (await Aws.DrainAsync(Topology.Queues.InboxDead)).Count);
        Assert.Contains(_met, letter => letter is { Source: "standard", Key: "b", EventId: "msg_3" });
    }

    [Fact]
    public async Task One_event_goes_back_and_is_dead_no_more()
    {
        var dead = new DeadEvent("standard", "a", "msg_2", "order.paid", "processor", "why", Aws.Time.GetUtcNow());
        await Aws.DynamoDb.PutItemAsync(Topology.Table.Name, dead.ToItem().ToAttributes());

        Assert.Equal(new(3, 1, 1), await RunAsync(new(Topology.Queues.InboxDead) { EventId = "msg_2" }));

        var sent = Assert.Single(await Aws.DrainAsync(Topology.Queues.Inbox));
        Assert.Equal("msg_2", InboxMessage.Parse(sent.Body).EventId);
        Assert.Equal(2, (await Aws.DrainAsync(Topology.Queues.InboxDead)).Count);
        var item = Assert.Single(await Aws.CollectionAsync("standard", "a"));
        var record = CommandRecord.Read(item.ToItem());
        Assert.Equal(("Redrive", "msg_2", "someone"), (record.Action, record.EventId, record.RequestedBy));
    }

    [Fact]
    public async Task Many_go_back_by_key_each_to_its_own_queue()
    {
        Assert.Equal(2, (await RunAsync(new(Topology.Queues.InboxDead) { Source = "standard", Key = "a" })).Sent);
        Assert.Equal(1, (await RunAsync(new(Topology.Queues.WakeUpsDead) { Source = "standard", Key = "a" })).Sent);

        Assert.Equal(2, (await Aws.DrainAsync(Topology.Queues.Inbox)).Count);
        Assert.Single(await Aws.DrainAsync(Topology.Queues.WakeUps));
    }

    [Fact]
    public async Task What_came_from_no_queue_stays()
    {
        Assert.Equal(new(2, 0, 0), await RunAsync(new(Topology.Queues.WakeUpsDead) { Text = "requestContext" }));

        Assert.Equal(2, (await Aws.DrainAsync(Topology.Queues.WakeUpsDead)).Count);
        Assert.Null(Assert.Single(_met).Target);
    }

    [Fact]
    public async Task No_more_are_looked_at_than_asked_for()
    {
        Assert.Equal(2, (await RunAsync(new(Topology.Queues.InboxDead) { Max = 2, DryRun = true })).Looked);
        Assert.Equal(3, (await RunAsync(new(Topology.Queues.InboxDead) { DryRun = true })).Looked);
    }

    /// <summary>As when nobody can work them off: for each that is met, one is there again.</summary>
    [Fact]
    public async Task What_comes_back_meanwhile_is_left_for_another_time()
    {
        var back = new List<Task>();

        var outcome = await RunAsync(
            new(Topology.Queues.InboxDead) { Max = 20 },
            _ => back.Add(SendAsync(Topology.Queues.InboxDead, "{\"no\":\"inbox message\"}")));
        await Task.WhenAll(back);

        Assert.Equal(new(3, 3, 3), outcome);
        Assert.Equal(3, (await Aws.DrainAsync(Topology.Queues.InboxDead)).Count);
    }

    private Task<RedriveOutcome> RunAsync(RedriveRequest request) => RunAsync(request, _met.Add);

    private Task<RedriveOutcome> RunAsync(RedriveRequest request, Action<DeadLetter> meet)
    {
        var urls = new QueueUrls(Aws.Sqs);
        var redriving = new Redriving(new(Aws.Sqs, urls), Aws.Sqs, urls, Aws.DynamoDb, TimeProvider.System);
        return redriving.RunAsync(request with { PerSecond = 1000 }, "someone", meet, default);
    }

    private async Task SendAsync(string queue, string body) =>
        await Aws.Sqs.SendMessageAsync(await Aws.UrlAsync(queue), body);

    private InboxMessage Inbox(string key, string id) => new InboxMessage
    {
        DeliveryId = $"delivery of {id}",
        Source = "standard",
        EventId = id,
        EventType = "order.paid",
        Key = key,
        ReceivedAt = Aws.Time.GetUtcNow(),
        Digest = Digest.Of(id),
        Configuration = "1",
    }.WithBody("{}"u8.ToArray());
}
