using Amazon.CDK;
using Amazon.CDK.AWS.SQS;
using Constructs;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Infrastructure.Keep;

/// <summary>
/// Every queue of Topology, and one for each route, as it says there; encrypted, and over TLS alone.
/// </summary>
internal sealed class PipelineQueues : Construct
{
    private readonly Dictionary<string, Queue> _queues = new(StringComparer.Ordinal);

    /// <param name="but">Queues that the profile has no use for.</param>
    public PipelineQueues(
        Construct scope, IReadOnlyList<RouteConfiguration> routes, params IReadOnlyCollection<string> but)
        : base(scope, "queues")
    {
        All = [.. Topology.Queues.All.Where(queue => !but.Contains(queue.Name)),
            .. routes.Select(route => Topology.Queues.ForRoute(route.Name))];
        foreach (var queue in All)
            _queues[queue.Name] = Create(queue);
    }

    public Queue this[string name] => _queues[name];

    public IReadOnlyList<QueueSpecification> All { get; }

    public IReadOnlyList<IQueue> Every => [.. _queues.Values];

    /// <summary>Those to which what others failed at goes.</summary>
    public IReadOnlyList<IQueue> Dead =>
        [.. All.Where(queue => All.Any(other => other.DeadLetterQueue == queue.Name)).Select(one => _queues[one.Name])];

    /// <summary>Those that dead letters may come from.</summary>
    public IReadOnlyList<IQueue> Redriven =>
        [.. All.Where(queue => queue.DeadLetterQueue is not null).Select(queue => _queues[queue.Name])];

    public IReadOnlyList<IQueue> Fifo => [.. All.Where(queue => queue.Fifo).Select(queue => _queues[queue.Name])];

    private Queue Create(QueueSpecification queue) => new(this, queue.Name, new QueueProps
    {
        QueueName = queue.Name,
        VisibilityTimeout = Duration.Seconds(queue.VisibilityTimeout.TotalSeconds),
        RetentionPeriod = Duration.Seconds(Topology.Queues.Retention.TotalSeconds),
        DeadLetterQueue = queue.DeadLetterQueue is { } dead
            ? new DeadLetterQueue { Queue = _queues[dead], MaxReceiveCount = queue.ReceivesMax }
            : null,
        Encryption = QueueEncryption.SQS_MANAGED,
        EnforceSSL = true,

        // Thousands of messages a second rather than 300: a group is a key, and a deduplication id names its key too.
        Fifo = queue.Fifo ? true : null,
        DeduplicationScope = queue.Fifo ? DeduplicationScope.MESSAGE_GROUP : null,
        FifoThroughputLimit = queue.Fifo ? FifoThroughputLimit.PER_MESSAGE_GROUP_ID : null,
        RemovalPolicy = RemovalPolicy.DESTROY,
    });
}
