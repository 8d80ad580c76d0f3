using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using WebhookSystem.Orderer;
using WebhookSystem.Orderer.Operate;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Release.Send;
using WebhookSystem.Processor;
using WebhookSystem.Processor.Receive;

namespace WebhookSystem.Simulation.World;

/// <summary>The rooms' own code, put together over the simulated outside as their registrations do.</summary>
internal sealed class Room
{
    private static readonly ProcessorTelemetry ProcessorTelemetry = new(Meters());

    private static readonly OrdererTelemetry Telemetry = new(Meters());

    private static readonly Routes Routes = new([Scenario.Route]);

    /// <param name="recent">What the process remembers of invocations before.</param>
    public Room(Outside outside, Scenario scenario, InvocationPorts ports, RecentKeys recent)
    {
        var time = outside.Time;
        var rendering = new Rendering(ports, Routes, time, NullLogger<Rendering>.Instance);
        var advance = new Advance(ports, ports, rendering, new(scenario.Sources), recent, time);
        var stage = new ReleaseStage(
            advance, new(ports, ports, Telemetry, NullLogger<Emission>.Instance), recent, time,
                NullLogger<ReleaseStage>.Instance);
        Attempts = new(stage, ports, time, NullLogger<Attempts>.Instance);
        Redress = new(stage, ports, ports);
        Reconciliation = new(ports, ports, stage);
        var store = new StorePorts(outside, ports);
        var clock = new SkewedTime(time, outside.Skews[outside.Random.Next(outside.Skews.Length)]);
        Inbox = new(
            new(new(store), store, new(store), clock), store, store, ProcessorTelemetry, clock,
            NullLogger<InboxStage>.Instance);
    }

    public InboxStage Inbox { get; }

    public Attempts Attempts { get; }

    public Redress Redress { get; }

    public Reconciliation Reconciliation { get; }

    private static IMeterFactory Meters() =>
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
}
