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

/// <summary>The named pipeline, in the order in which an event goes through it.</summary>
internal sealed class StandardStack : Stack
{
    public StandardStack(Construct scope, Deployment deployment)
        : base(scope, deployment.StackName, deployment.ToStackProps())
    {
        var environment = deployment.Environment;

        // What is kept.
        var secrets = new ProviderSecrets(this, deployment);
        var queues = new PipelineQueues(this, deployment.Routes);
        var payloads = PayloadBucket.Create(this, environment);
        var table = EventTable.Create(this, environment);

        // Received, verified, and stored in the inbox.
        var ingress = new RoomFunction(this, Topology.Services.Ingress, Sizes.Ingress, deployment, payloads).May(
            Permissions.ToReadSecrets(secrets.Arns), Permissions.ToSend(queues[Topology.Queues.Inbox]),
            Permissions.ToCheckIn(payloads));
        var front = new HttpFront(this, ingress, deployment);

        // Each event once.
        var processor = new RoomFunction(this, Topology.Services.Processor, Sizes.Processor, deployment, payloads).May(
            Permissions.ToStore(table), Permissions.ToStoreMany(table), Permissions.ToRedeem(payloads),
            Permissions.ToHearOfMissing(payloads), Permissions.ToCheckIn(payloads),
            Permissions.ToSend(queues[Topology.Queues.InboxDead]));
        QueueFeeds.Feed(processor, Topology.Services.Processor, queues);

        // In order.
        var orderer = new RoomFunction(this, Topology.Services.Orderer, Sizes.Orderer, deployment, payloads).May(
            Permissions.ToOrder(table), Permissions.ToOperate(table), Permissions.ToCheck(table),
            Permissions.ToSend([queues[Topology.Queues.WakeUps], queues[Topology.Queues.Commands], .. queues.Fifo]));
        QueueFeeds.Feed(orderer, Topology.Services.Orderer, queues);
        StreamFeeds.Feed(this, environment.StreamFeed, orderer, table, queues);
        ScheduledCheck.Create(this, queues[Topology.Queues.Commands]);

        // Seen.
        if (environment.Dashboard is { } dashboard)
            _ = new DashboardService(
                this, dashboard, environment, new(table, payloads, queues, secrets.Arns, front.Address));
        var alarms = new Alarms(this, environment);
        alarms.Watch(queues);
        alarms.Watch(front.Api);
        alarms.Watch(ingress, processor, orderer);
        alarms.WatchStream(orderer, environment.StreamFeed);
        alarms.WatchBalance();
        alarms.Show(deployment.StackName);

        this.Say(front.Address, table, payloads, queues);
    }
}
