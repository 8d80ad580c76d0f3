using System.Runtime.CompilerServices;
using WebhookSystem.Simulator.Plan;
using WebhookSystem.Simulator.Sending;

namespace WebhookSystem.Simulator;

/// <summary>One run: sends the plan at its pace, says each second how it goes, and judges at the end.</summary>
internal sealed class Simulation(Settings settings, Destination destination, TimeProvider time, TextWriter output)
{
    /// <summary>Requests at once under way or waiting for their next attempt.</summary>
    private const int PendingMax = 4096;

    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(1);

    /// <returns>0 where everything was answered as expected, else 1.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        output.WriteLine($"Run {settings.Run}, seed {settings.Seed}, to {destination.Address}");
        var tally = new Tally();
        var started = time.GetTimestamp();
        using var sender = new Sender(destination, Secrets.Load(), time, tally);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var progress = ReportAsync(tally, started, ended.Token);
        try
        {
            await Parallel.ForEachAsync(
                PacedAsync(cancellationToken),
                new ParallelOptions { MaxDegreeOfParallelism = PendingMax, CancellationToken = cancellationToken },
                async (request, token) => await sender.SendAsync(request, token));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped from outside: what was under way is not judged.
        }

        await ended.CancelAsync();
        await progress;
        output.WriteLine(tally.Summary(time.GetElapsedTime(started)));
        return tally.UnexpectedCount == 0 ? 0 : 1;
    }

    private async IAsyncEnumerable<PlannedRequest> PacedAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        foreach (var request in new TrafficPlan(settings, time.GetUtcNow()).Requests())
        {
            var due = TimeSpan.FromSeconds(request.Number / settings.RequestsPerSecond);
            if (due - time.GetElapsedTime(started) is { Ticks: > 0 } wait)
                await Task.Delay(wait, time, cancellationToken);
            yield return request;
        }
    }

    private async Task ReportAsync(Tally tally, long started, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(BetweenLines, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                output.WriteLine(tally.Line(time.GetElapsedTime(started)));
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
