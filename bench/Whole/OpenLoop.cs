using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Bench.Send;
using WebhookSystem.Live.Traffic;

namespace WebhookSystem.Bench.Whole;

/// <summary>
/// Sends at a rate whatever the answers do: a delivery is due at its time, and its latency counts from then. What is
/// not accepted is sent again, as a provider would.
/// </summary>
internal sealed class OpenLoop(Uri ingress, Plan plan, Accepted accepted, double forgedShare) : IDisposable
{
    /// <summary>Beyond it the senders wait, and the wait counts as latency.</summary>
    private const int UnansweredMax = 2000;

    /// <summary>Of a timer: several deliveries may be due when it comes, and all go at once.</summary>
    private static readonly TimeSpan Grain = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<EventName, long> _acceptedAt = new();
    private readonly ConcurrentQueue<string> _violations = new();
    private readonly SemaphoreSlim _slots = new(UnansweredMax);
    private readonly RawSender _sender = new(ingress);

    public Latencies Answers { get; } = new();

    /// <summary>What was due before is no part of the figures: the processes were warming up.</summary>
    public long MeasuredFrom { get; set; } = long.MaxValue;

    /// <summary>When each event was first accepted, as <see cref="Stopwatch"/> counts.</summary>
    public IReadOnlyDictionary<EventName, long> AcceptedAt => _acceptedAt;

    /// <summary>Forged requests that were accepted, genuine ones that were refused.</summary>
    public IReadOnlyCollection<string> Violations => _violations;

    public async Task RunAsync(double perSecond, TimeSpan time, CancellationToken cancellationToken)
    {
        var sending = new List<Task>();
        var random = new Random(1);
        var between = Stopwatch.Frequency / perSecond;
        var started = Stopwatch.GetTimestamp();
        var number = 0L;

        // What was put off comes at the same rate: all at once it would be a burst that nobody asked for.
        foreach (var delivery in plan.Take((int)(perSecond * time.TotalSeconds)))
        {
            var due = started + (long)(number++ * between);
            await UntilAsync(due, cancellationToken);
            sending.Add(SendAsync(delivery, due, cancellationToken));
            if (random.NextDouble() < forgedShare)
                sending.Add(ForgeAsync(delivery, cancellationToken));
            if (sending.Count >= UnansweredMax)
                sending.RemoveAll(task => task.IsCompletedSuccessfully);
        }

        await Task.WhenAll(sending);
    }

    /// <summary>Sends so many as fast as they are answered.</summary>
    public async Task FloodAsync(int count, CancellationToken cancellationToken)
    {
        const int AtOnce = 64;
        await Parallel.ForEachAsync(
            plan.Take(count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (delivery, token) => await SendAsync(delivery, Stopwatch.GetTimestamp(), token));
    }

    public void Dispose()
    {
        _sender.Dispose();
        _slots.Dispose();
    }

    private static async Task UntilAsync(long due, CancellationToken cancellationToken)
    {
        while (Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), due) is var left && left > TimeSpan.Zero)
            await Task.Delay(left < Grain ? Grain : left, cancellationToken);
    }

    private async Task SendAsync(Delivery delivery, long due, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        try
        {
            while (await AttemptAsync(delivery, isForged: false, cancellationToken) is var status
                && status != HttpStatusCode.Accepted)
            {
                if (status is not (null or HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
                    _violations.Enqueue($"{delivery.Name} was answered {(int)status}.");
                await Task.Delay(BetweenAttempts, cancellationToken);
            }

            accepted.Accept(delivery);
            if (due >= MeasuredFrom)
                Answers.Record(due);
            _acceptedAt.TryAdd(delivery.Name, Stopwatch.GetTimestamp());
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task ForgeAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var status = await AttemptAsync(delivery, isForged: true, cancellationToken);
        if (status == HttpStatusCode.Accepted)
            _violations.Enqueue($"{delivery.Name} was accepted with a forged signature.");
    }

    private Task<HttpStatusCode?> AttemptAsync(Delivery delivery, bool isForged, CancellationToken cancellationToken)
    {
        if (!isForged)
            accepted.Attempt(delivery);
        return _sender.PostAsync(RawRequest.Of(delivery, ingress, isForged), cancellationToken);
    }
}
