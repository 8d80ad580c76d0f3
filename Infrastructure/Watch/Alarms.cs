using Amazon.CDK.AWS.Apigatewayv2;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.CloudWatch.Actions;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;
using WebhookSystem.Contracts;
using WebhookSystem.Infrastructure.Keep;
using WebhookSystem.Infrastructure.Run;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure.Watch;

/// <summary>Calls somebody, and draws what it watches.</summary>
internal sealed class Alarms : Construct
{
    private readonly SnsAction _call;
    private readonly List<(string Title, IMetric Metric)> _watched = [];

    public Alarms(Construct scope, EnvironmentSettings environment)
        : base(scope, "alarms")
    {
        var topic = new Topic(this, "Topic", new TopicProps { EnforceSSL = true });
        if (environment.AlarmEmail is { } email)
            topic.AddSubscription(new EmailSubscription(email));
        _call = new SnsAction(topic);
    }

    public void Watch(PipelineQueues queues)
    {
        var dead = queues.All.Select(queue => queue.DeadLetterQueue).OfType<string>().Distinct().ToList();
        foreach (var queue in queues.All)
        {
            if (dead.Contains(queue.Name))
                Over($"{queue.Name} holds messages", Metrics.Visible(queue.Name), AlarmLimits.DeadMessages);
            else
                Over($"{queue.Name} waits", Metrics.OldestAge(queue.Name), OldestOf(queue).TotalSeconds);
        }
    }

    public void Watch(params IEnumerable<RoomFunction> rooms)
    {
        foreach (var name in rooms.Select(room => room.Node.Id))
        {
            Over($"{name} fails", Metrics.FailedPercent(name), AlarmLimits.FailedPercent, periods: 3);
            Over($"{name} is throttled", Metrics.Throttles(name), 1);
        }
    }

    public void Watch(CfnApi api) => Over("5xx answers", Metrics.ServerErrors(api.Ref), AlarmLimits.ServerErrors);

    public void WatchAddress(RoomFunction room) =>
        Over("5xx answers", Metrics.AddressErrors(room.Node.Id), AlarmLimits.ServerErrors);

    /// <summary>Pipes tell no iterator age: that their runs fail is what can be seen of them.</summary>
    public void WatchStream(RoomFunction orderer, StreamFeed feed)
    {
        switch (feed)
        {
            case StreamFeed.Pipe:
                Over("the pipe fails", Metrics.PipeFailures(), 1, periods: 3);
                break;
            case StreamFeed.Mapping:
                Over("the stream waits", Metrics.IteratorAge(orderer.Node.Id),
                    AlarmLimits.IteratorAge.TotalMilliseconds, periods: 3);
                break;
        }
    }

    public void WatchBalance() => Over(
        "events are missing", Metrics.Imbalance(Topology.Queues.Inbox), AlarmLimits.ImbalancePercent, periods: 2);

    /// <summary>Everything that is watched, on one page of CloudWatch.</summary>
    public void Show(string name) => _ = new Dashboard(this, "Board", new DashboardProps
    {
        DashboardName = name,
        Widgets = [.. _watched.Chunk(3).Select(row => row.Select(one => (IWidget)new GraphWidget(
            new GraphWidgetProps { Title = one.Title, Left = [one.Metric], Width = 8 })).ToArray())],
    });

    private static TimeSpan OldestOf(QueueSpecification queue) => queue switch
    {
        { Fifo: true } => AlarmLimits.OldestOrdered,
        { Name: Topology.Queues.WakeUps } => AlarmLimits.OldestWakeUp,
        _ => AlarmLimits.OldestMessage,
    };

    private void Over(string title, IMetric metric, double limit, int periods = 1)
    {
        _watched.Add((title, metric));
        var alarm = new Alarm(this, title.Replace(' ', '-'), new AlarmProps
        {
            AlarmDescription = title,
            Metric = metric,
            Threshold = limit,
            ComparisonOperator = ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
            EvaluationPeriods = periods,
            TreatMissingData = TreatMissingData.NOT_BREACHING,
        });
        alarm.AddAlarmAction(_call);
        alarm.AddOkAction(_call);
    }
}
