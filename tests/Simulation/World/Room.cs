using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using WebhookSystem.Orderer;
using WebhookSystem.Orderer.Operate;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Release.Send;

namespace WebhookSystem.Simulation.World;

/// <summary>The Orderer's own code, put together over the simulated outside as its registration does.</summary>
internal sealed class Room
{
    private static readonly OrdererTelemetry Telemetry = new(
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    private static readonly Routes Routes = new([Scenario.Route]);

    /// <param name="recent">What the process remembers of invocations before.</param>
    public Room(Outside outside, Scenario scenario, InvocationPorts ports, RecentKeys recent)
    {
        var time = outside.Time;
        var rendering = new Rendering(ports, Routes, time, NullLogger<Rendering>.Instance);
        var advance = new Advance(ports, ports, rendering, new(scenario.Sources), recent, time);
        var stage = new ReleaseStage(
            advance, new(ports, ports, Telemetry, NullLogger<Emission>.Instance), recent, time, NullLogger<ReleaseStage>.Instance);
        Attempts = new(stage, ports, time, NullLogger<Attempts>.Instance);
        Redress = new(stage, ports, ports);
        Reconciliation = new(ports, ports, stage);
    }

    public Attempts Attempts { get; }

    public Redress Redress { get; }

    public Reconciliation Reconciliation { get; }
}
