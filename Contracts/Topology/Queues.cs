using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Contracts;

/// <summary>A queue as it is to be created.</summary>
/// <param name="VisibilityTimeout">At least six times the reading function's timeout, as Lambda asks.</param>
/// <param name="DeadLetterQueue">Takes a message after <paramref name="ReceivesMax"/> receives.</param>
public sealed record QueueSpecification(
    string Name, TimeSpan VisibilityTimeout, string? DeadLetterQueue = null, int ReceivesMax = 0, bool Fifo = false);

public static partial class Topology
{
    public static class Queues
    {
        public const string Inbox = "webhook-inbox";
        public const string InboxDead = "webhook-inbox-dlq";
        public const string WakeUps = "webhook-wakeups";
        public const string WakeUpsDead = "webhook-wakeups-dlq";
        public const string Commands = "webhook-commands";
        public const string Ordered = "webhook-ordered.fifo";

        /// <summary>The queue of a route; the default's has no name of its own.</summary>
        public static string OfRoute(string route) =>
            route == RouteConfiguration.Default ? Ordered : $"webhook-ordered-{route}.fifo";

        /// <summary>A route's queue as it is to be created.</summary>
        public static QueueSpecification ForRoute(string route) =>
            new(OfRoute(route), TimeSpan.FromSeconds(30), Fifo: true);

        /// <summary>SQS's longest; a queue is also the buffer while a later room is down.</summary>
        public static readonly TimeSpan Retention = TimeSpan.FromDays(14);

        /// <summary>In order of creation: a dead-letter queue before the queue that names it.</summary>
        public static IReadOnlyList<QueueSpecification> All { get; } =
        [
            new(InboxDead, TimeSpan.FromSeconds(30)),
            new(Inbox, 6 * Functions.Timeout, InboxDead, ReceivesMax: 5),
            new(WakeUpsDead, TimeSpan.FromSeconds(30)),
            new(WakeUps, 6 * Functions.Timeout, WakeUpsDead, ReceivesMax: 100),
            new(Commands, 6 * Functions.Timeout, WakeUpsDead, ReceivesMax: 5),
            ForRoute(RouteConfiguration.Default),
        ];
    }
}
