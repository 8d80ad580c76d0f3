using WebhookSystem.Orderer.Release;

namespace WebhookSystem.Simulation.Inner;

/// <summary>One run of the function, which may die or be frozen at any step.</summary>
internal sealed class Invocation
{
    public bool IsFrozen { get; set; }

    /// <summary>Outside of any schedule: it never waits for its turn.</summary>
    public bool IsUnscheduled { get; init; }

    public List<Step> Frozen { get; } = [];

    /// <summary>Events that take the process down when it works on their key.</summary>
    public HashSet<(KeyName Key, string Id)> Poisoned { get; init; } = [];

    /// <summary>Events that it must leave where they are, as long as nothing changes about that.</summary>
    public IReadOnlyList<((KeyName Key, string Id) Name, int Changes)> Aside { get; init; } = [];

    public Action? Died { get; set; }

    /// <summary>The event source no longer waits for its answer.</summary>
    public bool IsAbandoned { get; set; }
}
