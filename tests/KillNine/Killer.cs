using System.Diagnostics;
using WebhookSystem.Contracts;
using WebhookSystem.KillPoints;
using WebhookSystem.Live;

namespace WebhookSystem.KillNine;

/// <summary>Kills whoever runs, now at once, now where it comes to a point; waits for nobody but Ingress.</summary>
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
        }
    }

    /// <returns>The process or the point; null where it was not reached.</returns>
    private async Task<string?> KillAsync(LiveProcess victim, CancellationToken cancellationToken)
    {
        var reachable = Point.All.Where(point => point.Service == victim.Name).ToList();
        var isAtPoint = reachable.Count > 0 && _random.Next(2) == 0;
        var isMeasured = victim.Name == Topology.Services.Ingress;

        // A point is reached only by what comes through, and a start is measured while all others are well.
        if ((isAtPoint || isMeasured) && !await AnswersAsync(cancellationToken))
            return null;
        var how = victim.Name;
        if (isAtPoint)
        {
            var point = reachable[_random.Next(reachable.Count)];
            if (!await ReachAsync(victim, point, cancellationToken))
                return null;
            how = point.ToString();
        }
        else
        {
            Kill(victim.Id);
        }

        if (isMeasured)
            await MeasureAsync(victim, cancellationToken);
        return how;
    }

    private async Task<bool> ReachAsync(LiveProcess victim, Point point, CancellationToken cancellationToken)
    {
        Arming.Arm(points, point);
        try
        {
            return await UntilAsync(
                () => topology.ProcessOf(victim.Name)?.Id != victim.Id, ReachTimeMax, cancellationToken);
        }
        finally
        {
            Arming.Disarm(points, point);
        }
    }

    /// <summary>How long Ingress's start takes to be of use, with nobody else killed meanwhile.</summary>
    private async Task MeasureAsync(LiveProcess before, CancellationToken cancellationToken)
    {
        LiveProcess? after = null;
        if (!await UntilAsync(
            () => (after = topology.ProcessOf(before.Name)) is not null && after.Id != before.Id,
            AnswerTimeMax, cancellationToken))
            return;
        var started = Stopwatch.GetTimestamp();
        if (await AnswersAsync(cancellationToken))
            _firstAnswers.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>Whether a delivery that is sent from now on is accepted.</summary>
    private Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        var now = Stopwatch.GetTimestamp();
        return UntilAsync(() => Interlocked.Read(ref _lastAnswered) > now, AnswerTimeMax, cancellationToken);
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
