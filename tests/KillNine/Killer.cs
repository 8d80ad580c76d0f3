using System.Diagnostics;
using WebhookSystem.Contracts;
using WebhookSystem.KillPoints;
using WebhookSystem.Live;

namespace WebhookSystem.KillNine;

/// <summary>Kills whoever runs, now at once and now where it comes next to a point; and waits for nobody but Ingress.</summary>
internal sealed class Killer(LiveTopology topology, string points, int seed, TextWriter output)
{
    /// <summary>A point that is not reached by then, such as that of a wake-up, is given up.</summary>
    private static readonly TimeSpan ReachTimeMax = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(5);

    private readonly Random _random = new(seed);
    private readonly List<string> _killed = [];
    private readonly List<double> _firstAnswers = [];
    private long _lastAnswered;

    /// <summary>Processes and points, in the order of the kills.</summary>
    public IReadOnlyList<string> Killed => _killed;

    /// <summary>Milliseconds from the start of Ingress's process to its first 2xx.</summary>
    public IReadOnlyList<double> FirstAnswers => _firstAnswers;

    /// <summary>A delivery was accepted whose attempt began then.</summary>
    public void Answered(long began) => Interlocked.Exchange(ref _lastAnswered, began);

    public async Task KillAsync(int kills, CancellationToken cancellationToken)
    {
        while (_killed.Count < kills)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(300, 1500)), cancellationToken);
            var name = LiveTopology.Processes[_random.Next(LiveTopology.Processes.Count)];
            if (topology.ProcessOf(name) is not { } victim)
                continue;
            if (await KillAsync(victim, cancellationToken) is not { } how)
                continue;
            _killed.Add(how);
            output.WriteLine($"{_killed.Count,4}  {how}");
            if (name == Topology.Services.Ingress && topology.ProcessOf("localaws") is not null)
                await MeasureAsync(victim, cancellationToken);
        }
    }

    private async Task<string?> KillAsync(LiveProcess victim, CancellationToken cancellationToken)
    {
        var reachable = Point.All.Where(point => point.Service == victim.Name).ToList();
        if (reachable.Count == 0 || _random.Next(2) == 0)
        {
            Kill(victim.Id);
            return victim.Name;
        }

        var point = reachable[_random.Next(reachable.Count)];
        Arming.Arm(points, point);
        var reached = await UntilAsync(
            () => topology.ProcessOf(victim.Name)?.Id != victim.Id, ReachTimeMax, cancellationToken);
        Arming.Disarm(points, point);
        return reached ? point.ToString() : null;
    }

    /// <summary>With nobody else killed meanwhile, how long Ingress's start takes to be of use.</summary>
    private async Task MeasureAsync(LiveProcess before, CancellationToken cancellationToken)
    {
        LiveProcess? after = null;
        if (!await UntilAsync(
            () => (after = topology.ProcessOf(before.Name)) is not null && after.Id != before.Id,
            AnswerTimeMax, cancellationToken))
            return;
        var started = Stopwatch.GetTimestamp();
        if (await UntilAsync(() => Interlocked.Read(ref _lastAnswered) > started, AnswerTimeMax, cancellationToken))
            _firstAnswers.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static async Task<bool> UntilAsync(Func<bool> holds, TimeSpan most, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (!holds())
        {
            if (Stopwatch.GetElapsedTime(started) > most)
                return false;
            await Task.Delay(Look, cancellationToken);
        }

        return true;
    }

    private static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }
}
