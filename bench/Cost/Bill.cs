using WebhookSystem.Contracts;
using WebhookSystem.Fixtures.Rooms;

namespace WebhookSystem.Bench.Cost;

/// <summary>What a run came to, per event, by service.</summary>
/// <param name="Counted">From the calls that were made.</param>
internal sealed record Bill(IReadOnlyDictionary<string, double> Counted)
{
    /// <summary>LocalAws measures executions as functions of this size; ours are larger.</summary>
    private const double MeasuredMegabytes = 128;
    private const double DeployedMegabytes = 512;

    public IReadOnlyDictionary<string, double> PerEvent { get; private init; } = new Dictionary<string, double>();

    public IEnumerable<KeyValuePair<string, double>> Parts =>
        Counted.Concat(PerEvent).OrderBy(part => part.Key, StringComparer.Ordinal);

    public double Total => Parts.Sum(part => part.Value);

    public static Bill Of(Mode mode, IReadOnlyList<LedgerLine> calls, int events, Prices prices)
    {
        var parts = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var call in calls.Where(call => call.Caller is not "test" and not "unknown"))
        {
            foreach (var (part, dollars) in PriceOf(call, calls, prices))
                parts[part] = parts.GetValueOrDefault(part) + (dollars / events);
        }

        return new(parts) { PerEvent = PerEventOf(mode, prices) };
    }

    /// <summary>What this bill has more than an earlier one of the same run.</summary>
    public Bill Beyond(Bill earlier) => this with
    {
        Counted = Counted.ToDictionary(
            part => part.Key, part => part.Value - earlier.Counted.GetValueOrDefault(part.Key)),
    };

    /// <summary>What LocalAws has no calls for: the front door, and the pipe.</summary>
    private static Dictionary<string, double> PerEventOf(Mode mode, Prices prices)
    {
        var parts = new Dictionary<string, double>();
        if (!mode.IsLean)
            parts["HTTP API"] = prices.HttpApiRequest;
        if (mode.ByPipe)
            parts["Pipes"] = prices.PipesRequest;
        return parts;
    }

    private static IEnumerable<(string Part, double Dollars)> PriceOf(
        LedgerLine call, IReadOnlyList<LedgerLine> calls, Prices prices)
    {
        double Units(string unit) => call.Units.GetValueOrDefault(unit);
        return call.Service switch
        {
            "lambda" when call.Operation == "Execution" =>
            [
                ("Lambda requests", Units("invocations") * prices.LambdaRequest),
                ("Lambda time", Units("gbSeconds") * DeployedMegabytes / MeasuredMegabytes * prices.LambdaGbSecondArm),
            ],
            "sqs" => [(IsFifo(call) ? "SQS FIFO" : "SQS", Requests(call, calls) * PriceOf(call, prices))],
            "dynamodb" =>
            [
                ($"DynamoDB writes, {call.Caller}", Units("writeUnits") * prices.DynamoDbWriteUnit),
                ($"DynamoDB reads, {call.Caller}", Units("readUnits") * prices.DynamoDbReadUnit),
            ],
            "s3" => [("S3", (Units("putRequests") * prices.S3Put) + (Units("getRequests") * prices.S3Get))],
            _ => [],
        };
    }

    /// <summary>
    /// A poll that finds nothing is not an event's: as many polls count as batches were deleted, each with its bytes.
    /// </summary>
    private static double Requests(LedgerLine call, IReadOnlyList<LedgerLine> calls)
    {
        var requests = call.Units.GetValueOrDefault("requests");
        if (call.Operation != "ReceiveMessage")
            return requests;
        var batches = calls.Where(other => other.Resource == call.Resource
            && other.Operation is "DeleteMessage" or "DeleteMessageBatch").Sum(other => other.Count);
        return requests - Math.Max(0, call.Count - batches);
    }

    private static bool IsFifo(LedgerLine call) => call.Resource == Topology.Queues.Ordered;

    private static double PriceOf(LedgerLine call, Prices prices) =>
        IsFifo(call) ? prices.SqsFifoRequest : prices.SqsStandardRequest;
}
