using WebhookSystem.Contracts;
using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Orderer.Release.Keep;

namespace WebhookSystem.Orderer.Release.Send;

/// <summary>
/// Sends the releases of many keys in rounds: in a round every key sends one release, to all its routes, so that no
/// request can fail in part and leave a hole behind a later ordinal. A key stops at its first failure.
/// </summary>
internal sealed partial class Emission(
    IKeyTable table, IOrderedQueue queue, OrdererTelemetry telemetry, ILogger<Emission> logger)
{
    /// <returns>The keys whose releases are not all in their queues.</returns>
    public async Task<IReadOnlySet<KeyName>> SendAsync(
        IReadOnlyList<KeyReleases> releases, Lease lease, CancellationToken cancellationToken)
    {
        var lines = releases.Select(release => new Line(release)).ToList();
        while (lines.FindAll(line => line.HasNext) is { Count: > 0 } round)
        {
            lease.Check();
            await Task.WhenAll(Requests(round).Select(request => SendAsync(request, cancellationToken)));
            round.ForEach(line => line.EndRound());
        }

        await RaiseMarksAsync([.. lines.Where(line => line.Reached is not null)], cancellationToken);
        return lines.Where(line => line.Failed).Select(line => line.Key).ToHashSet();
    }

    private Task RaiseMarksAsync(List<Line> lines, CancellationToken cancellationToken)
    {
        table.Announce(lines.Count);
        return Task.WhenAll(lines.Select(
            line => table.RaiseMarkAsync(line.Key, line.Before, line.Reached!.Value, cancellationToken)));
    }

    private static IEnumerable<Request> Requests(List<Line> round) => round
        .SelectMany(line => line.Next.Queues.Select(queue => (Queue: queue, Line: line)))
        .GroupBy(send => send.Queue, send => send.Line)
        .SelectMany(group => Cut([.. group]).Select(lines => new Request(group.Key, lines)));

    /// <summary>Cuts what one queue gets in a round into requests within its limits.</summary>
    private static IEnumerable<IReadOnlyList<Line>> Cut(List<Line> round)
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

    private async Task SendAsync(Request request, CancellationToken cancellationToken)
    {
        var lines = request.Lines;
        var spans = lines.Select(line => telemetry.StartRelease(line.Next, request.Queue)).ToList();
        var messages = lines.Select((line, at) => new OrderedMessage(
            FifoIds.GroupOf(line.Key.Source, line.Key.Key),
            FifoIds.DeduplicationOf(line.Key.Source, line.Key.Key, line.Next.Ordinal),
            line.Next.Body,
            spans[at]?.Id ?? line.Next.Event.TraceParent)).ToList();
        try
        {
            var sent = await queue.SendAsync(request.Queue, messages, cancellationToken);
            for (var at = 0; at < lines.Count; at++)
                lines[at].Answer(sent[at]);
            telemetry.CountReleases(sent.Count(accepted => accepted));
        }
        catch (Exception error)
        {
            // Whether the queue has them is not known: they are sent again, and it knows them if it has. What was sent
            // in earlier rounds is marked all the same.
            Log.Failed(logger, error, request.Queue);
            foreach (var line in lines)
                line.Answer(accepted: false);
        }
        finally
        {
            foreach (var span in spans)
                span?.Dispose();
        }
    }

    /// <summary>Messages of different keys for one queue.</summary>
    private sealed record Request(string Queue, IReadOnlyList<Line> Lines);

    /// <summary>A key's releases and how far they are sent.</summary>
    private sealed class Line(KeyReleases releases)
    {
        private int _next;

        public KeyName Key => releases.Key;

        public bool Failed { get; private set; }

        public bool HasNext => !Failed && _next < releases.Unsent.Length;

        public Unsent Next => releases.Unsent[_next];

        /// <summary>The mark as it was.</summary>
        public long Before => releases.Sent;

        /// <summary>The mark to write; null where there is none, or nothing new.</summary>
        public long? Reached => (releases.Settled, Failed, _next) switch
        {
            (null, _, _) or (_, true, 0) => null,
            ({ } settled, false, _) => settled,
            (_, true, var next) => releases.Unsent[next - 1].Ordinal,
        };

        /// <summary>What one of the routes said to the next release; one refusal is enough.</summary>
        public void Answer(bool accepted) => Failed |= !accepted;

        public void EndRound()
        {
            if (!Failed)
                _next++;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "release.unanswered",
            Message = "{Queue} did not answer; its messages will be sent again")]
        public static partial void Failed(ILogger logger, Exception error, string queue);
    }
}
