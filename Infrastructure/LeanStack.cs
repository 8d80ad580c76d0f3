using Amazon.CDK;
using Constructs;
using WebhookSystem.Contracts;
using WebhookSystem.Infrastructure.Feed;
using WebhookSystem.Infrastructure.Keep;
using WebhookSystem.Infrastructure.Permit;
using WebhookSystem.Infrastructure.Receive;
using WebhookSystem.Infrastructure.Run;
using WebhookSystem.Infrastructure.Settings;
using WebhookSystem.Infrastructure.Watch;

namespace WebhookSystem.Infrastructure;

/// <summary>
/// The pipeline without an inbox: what receives an event also stores it. A provider whose event cannot be stored now
/// hears 503 and sends again; nothing buffers for it meanwhile.
/// </summary>
internal sealed class LeanStack : Stack
{
    public LeanStack(Construct scope, Deployment deployment)
        : base(scope, deployment.StackName, deployment.ToStackProps())
    {
        var environment = deployment.Environment;

        // What is kept.
        var secrets = new ProviderSecrets(this, deployment);
        var queues = new PipelineQueues(this, deployment.Routes, Topology.Queues.Inbox, Topology.Queues.InboxDead);
        var payloads = PayloadBucket.Create(this, environment);
        var table = EventTable.Create(this, environment);

        // Received, verified, and stored once.
        var lean = new RoomFunction(this, Topology.Services.Lean, Sizes.Lean, deployment, payloads).May(
            Permissions.ToReadSecrets(secrets.Arns), Permissions.ToStore(table), Permissions.ToCheckIn(payloads),
            Permissions.ToRedeem(payloads), Permissions.ToHearOfMissing(payloads));
        var address = new FunctionAddress(this, lean);

        // In order, by the feed that costs nothing.
        var orderer = new RoomFunction(this, Topology.Services.Orderer, Sizes.Orderer, deployment, payloads).May(
            Permissions.ToOrder(table), Permissions.ToOperate(table), Permissions.ToCheck(table),
            Permissions.ToSend([queues[Topology.Queues.WakeUps], queues[Topology.Queues.Commands], .. queues.Fifo]));
        QueueFeeds.Feed(orderer, Topology.Services.Orderer, queues);
        StreamFeeds.Feed(this, StreamFeed.Mapping, orderer, table, queues);
        ScheduledCheck.Create(this, queues[Topology.Queues.Commands]);

        // Seen.
        if (environment.Dashboard is { } dashboard)
            _ = new DashboardService(
                this, dashboard, environment, new(table, payloads, queues, secrets.Arns, address.Url));
        var alarms = new Alarms(this, environment);
        alarms.Watch(queues);
        alarms.Watch(lean, orderer);
        alarms.WatchAddress(lean);
        alarms.WatchStream(orderer, StreamFeed.Mapping);
        alarms.Show(deployment.StackName);

        this.Say(address.Url, table, payloads, queues);
    }
}
