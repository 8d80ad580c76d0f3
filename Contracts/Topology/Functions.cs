namespace WebhookSystem.Contracts;

/// <summary>How a queue feeds a function.</summary>
/// <param name="Window">How long Lambda may wait to fill a batch.</param>
/// <param name="ConcurrencyMax">Lambda's MaximumConcurrency, at least 2.</param>
public sealed record QueueMapping(string Function, string Queue, int BatchSize, TimeSpan Window, int ConcurrencyMax);

/// <summary>
/// How the table's stream feeds a function. Always from TRIM_HORIZON, parallelization factor 1, bisecting.
/// </summary>
/// <param name="Pattern">An event pattern over the stream record: what is not matched is never read.</param>
/// <param name="RecordAgeMax">Older records are given up to the dead-letter queue; the stream itself keeps 24
/// h.</param>
public sealed record StreamMapping(
    string Function, string Pattern, int BatchSize, TimeSpan Window, TimeSpan RecordAgeMax, string DeadLetterQueue);

public static partial class Topology
{
    public static class Functions
    {
        /// <summary>
        /// Of Processor and Orderer. A queue's visibility timeout is six times this, and so is the time that a batch is
        /// lost to sight when its function is killed: hence no longer than a full batch needs.
        /// </summary>
        public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

        public static IReadOnlyList<QueueMapping> Queues { get; } =
        [
            new(Services.Processor, Topology.Queues.Inbox, BatchSize: 10, TimeSpan.Zero, ConcurrencyMax: 50),
            new(Services.Orderer, Topology.Queues.WakeUps, BatchSize: 10, TimeSpan.Zero, ConcurrencyMax: 10),
            new(Services.Orderer, Topology.Queues.Commands, BatchSize: 1, TimeSpan.Zero, ConcurrencyMax: 2),
        ];

        /// <summary>
        /// Inserted events and nothing else. Event items are never modified; a removal has no new image.
        /// Written with key and image attributes only, so that a pipe can use it as it stands.
        /// </summary>
        public static StreamMapping Stream { get; } = new(
            Services.Orderer,
            "{\"dynamodb\":{\"NewImage\":{\"sk\":{\"S\":[{\"prefix\":\"" + Table.EventPrefix + "\"}]}}}}",
            BatchSize: 100, TimeSpan.Zero, RecordAgeMax: TimeSpan.FromHours(23), Topology.Queues.WakeUpsDead);
    }
}
