using System.Collections.Concurrent;

namespace Aspire.Hosting.Orchestration;

/// <summary>The processes that run, by number.</summary>
internal sealed class Children(ReportWriter reports)
{
    /// <summary>What a process gets to end by itself once the AppHost is gone.</summary>
    private static readonly TimeSpan OrphanGrace = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<int, Child> _running = [];

    public void Obey(Request request)
    {
        switch (request)
        {
            case Request.Start start:
                if (Child.TryStart(start, reports) is { } child)
                {
                    _running[start.Child] = child;
                    _ = ForgetAsync(start.Child, child);
                }

                break;
            case Request.Stop stop:
                if (_running.TryGetValue(stop.Child, out var running))
                    _ = running.StopAsync(stop.Grace);
                break;
        }
    }

    public Task StopAllAsync() => Task.WhenAll(_running.Values.Select(child => child.StopAsync(OrphanGrace)));

    private async Task ForgetAsync(int number, Child child)
    {
        await child.Ended;
        _running.TryRemove(number, out _);
    }
}
