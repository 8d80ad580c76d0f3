using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Probe;

/// <summary>How the topology is, asked for once however many pages are open, and only while one is.</summary>
internal sealed class Conditions(Probes probes, QueueDepths queues, Database database, TimeProvider time)
{
    private static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(4);

    private readonly Lock _gate = new();
    private Task<Condition>? _asking;
    private DateTimeOffset _at;

    public Task<Condition> AskAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_asking is null || _asking.IsFaulted || time.GetUtcNow() - _at >= AgeMax)
                (_asking, _at) = (LookAsync(), time.GetUtcNow());
            return _asking.WaitAsync(cancellationToken);
        }
    }

    /// <summary>For everybody who asks meanwhile, so that nobody's leaving ends it.</summary>
    private async Task<Condition> LookAsync()
    {
        var health = probes.AskAsync(CancellationToken.None);
        var now = time.GetUtcNow();
        return new(
            await queues.AskAsync(CancellationToken.None), await health, database.Overdue(now), database.Refusing(now));
    }
}

/// <summary>The topology's parts and its queues.</summary>
/// <param name="Overdue">Events stored a while ago that nobody has decided on.</param>
/// <param name="Refusing">Sources of which more is refused than let in.</param>
public sealed record Condition(
    IReadOnlyList<QueueDepth> Queues, HealthReport Health, long Overdue, IReadOnlyList<RefusedCount> Refusing);
