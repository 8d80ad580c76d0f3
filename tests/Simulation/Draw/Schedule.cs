namespace WebhookSystem.Simulation.Draw;

/// <summary>All that decides what happens: the same schedule is the same run.</summary>
internal sealed record Schedule(int Seed)
{
    public FaultKinds Without { get; init; }

    /// <summary>Events that providers send at most.</summary>
    public int EventsMax { get; init; } = int.MaxValue;

    /// <summary>A promise of the outside that is broken.</summary>
    public Sabotage Sabotage { get; init; }

    /// <summary>As the command line takes it.</summary>
    public override string ToString()
    {
        var events = EventsMax == int.MaxValue ? "" : $" --events {EventsMax}";
        var without = Without == FaultKinds.None ? "" : $" --without {Without.ToString().Replace(" ", "")}";
        return $"--schedules 1 --seed {Seed}{events}{without}";
    }
}
