using WebhookSystem.Contracts;
using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Orderer.Release.Keep;

namespace WebhookSystem.Orderer.Release.Send;

/// <summary>
/// Sends the releases of many keys in rounds: a round holds at most one message of a group, so that no request can fail
/// in part and leave a hole behind a later ordinal. A key stops at its first failure.
/// </summary>
internal sealed class Emission(IKeyTable table, IOrderedQueue queue, OrdererTelemetry telemetry)
{
    /// <returns>The keys whose releases are not all in the queue.</returns>
    public async Task<IReadOnlySet<KeyName>> SendAsync(
        IReadOnlyList<KeyReleases> releases, Lease lease, CancellationToken cancellationToken)
    {
        var lines = releases.Select(release => new Line(release)).ToList();
        while (lines.Where(line => line.HasNext).ToList() is { Count: > 0 } open)
        {
            lease.Check();
            await Task.WhenAll(Requests(open).Select(request => SendAsync(request, cancellationToken)));
        }

        await Task.WhenAll(lines.Where(line => line.Reached is not null).Select(
            line => table.RaiseMarkAsync(line.Key, line.Reached!.Value, cancellationToken)));
        return lines.Where(line => line.Failed).Select(line => line.Key).ToHashSet();
    }

    /// <summary>Cuts a round into requests within the queue's limits.</summary>
    private static IEnumerable<IReadOnlyList<Line>> Requests(List<Line> round)
    {
        var request = new List<Line>();
        var bytes = 0;
        foreach (var line in round)
        {
            var size = line.Next.Body.Length + Topology.Limits.QueueAttributeBytesMax;
            if (request.Count == Topology.Limits.QueueBatchMax || bytes + size > Topology.Limits.QueueMessageBytesMax)
            {
                if (request.Count > 0)
                    yield return request;
                request = [];
                bytes = 0;
            }

            request.Add(line);
            bytes += size;
        }

        yield return request;
    }

    private async Task SendAsync(IReadOnlyList<Line> request, CancellationToken cancellationToken)
    {
        var spans = request.Select(line => telemetry.StartRelease(line.Next)).ToList();
        var messages = request.Select((line, at) => new OrderedMessage(
            FifoIds.GroupOf(line.Key.Source, line.Key.Key),
            FifoIds.DeduplicationOf(line.Key.Source, line.Key.Key, line.Next.Ordinal),
            line.Next.Body,
            spans[at]?.Id ?? line.Next.Event.TraceParent)).ToList();
        try
        {
            var sent = await queue.SendAsync(messages, cancellationToken);
            for (var at = 0; at < request.Count; at++)
                request[at].Advance(sent[at]);
            telemetry.CountReleases(request.Count(line => !line.Failed));
        }
        finally
        {
            foreach (var span in spans)
                span?.Dispose();
        }
    }

    /// <summary>A key's releases and how far they are sent.</summary>
    private sealed class Line(KeyReleases releases)
    {
        private int _next;

        public KeyName Key => releases.Key;

        public bool Failed { get; private set; }

        public bool HasNext => !Failed && _next < releases.Unsent.Length;

        public Unsent Next => releases.Unsent[_next];

        /// <summary>The mark to write; null where there is none, or nothing new.</summary>
        public long? Reached => (releases.Settled, Failed, _next) switch
        {
            (null, _, _) or (_, true, 0) => null,
            ({ } settled, false, _) => settled,
            (_, true, var next) => releases.Unsent[next - 1].Ordinal,
        };

        public void Advance(bool sent)
        {
            if (sent)
                _next++;
            else
                Failed = true;
        }
    }
}
