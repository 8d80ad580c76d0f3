using WebhookSystem.Contracts.Items;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Simulation.Draw;
using WebhookSystem.Simulation.Inner;
using WebhookSystem.Simulation.Outer;

namespace WebhookSystem.Simulation.Tests.Contracts;

/// <summary>The simulation's table, with every step granted at once.</summary>
public sealed class SimulatedKeyTable : KeyTableContract
{
    private readonly Outside _outside = new(new(1), new Faults());

    private protected override IKeyTable Table =>
        new InvocationPorts(_outside, new Invocation { IsUnscheduled = true });

    protected override Task<StoredEvent> StoreAsync(string key, string id)
    {
        var stored = Event(key, id);
        _outside.Events[(new(stored.Source, key), id)] = stored;
        return Task.FromResult(stored);
    }
}
