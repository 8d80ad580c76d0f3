using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Logging.Abstractions;
using WebhookSystem.Ingress.Enqueue;
using WebhookSystem.Orderer;
using WebhookSystem.Orderer.Operate;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Release.Send;
using WebhookSystem.Processor;
using WebhookSystem.Processor.Receive;
using WebhookSystem.ServiceDefaults.Configure;

namespace WebhookSystem.Simulation.Inner;

/// <summary>The rooms' own code, put together over the simulated outside as their registrations do.</summary>
internal sealed class Room
{
    private static readonly ProcessorTelemetry ProcessorTelemetry = new(Meters());

    private static readonly OrdererTelemetry Telemetry = new(Meters());

    private static readonly Routes Routes = new([Scenario.Route]);

    private readonly Lazy<InboxStage> _inbox;
    private readonly ReleaseStage _stage;
    private readonly InvocationPorts _ports;
    private readonly Outside _outside;

    /// <param name="recent">What the process remembers of invocations before.</param>
    public Room(Outside outside, Scenario scenario, InvocationPorts ports, RecentKeys recent)
    {
        (_outside, _ports) = (outside, ports);
        var time = outside.Time;
        var rendering = new Rendering(ports, Routes, time, NullLogger<Rendering>.Instance);
        var advance = new Advance(ports, ports, rendering, new(scenario.Sources), recent, time);
        _stage = new(
            advance, new(ports, ports, Telemetry, NullLogger<Emission>.Instance), ports, recent, time,
            NullLogger<ReleaseStage>.Instance);
        Attempts = new(_stage, ports, time, NullLogger<Attempts>.Instance);
        _inbox = new(() => InboxOf(outside, ports));
    }

    public InboxStage Inbox => _inbox.Value;

    /// <summary>Ingress's, behind the verification of a request.</summary>
    /// <param name="arrive">What the inbox does with a message that it takes.</param>
    public Enqueuer Door(Action<string> arrive)
    {
        var ports = new DoorPorts(_outside, _ports, arrive);
        return new(ports, ports, new(DoorPorts.Bucket), _outside.Time);
    }

    public Attempts Attempts { get; }

    public Redress Redress => new(_stage, _ports, _ports);

    public Reconciliation Reconciliation => new(_ports, _ports, _stage);

    private static InboxStage InboxOf(Outside outside, InvocationPorts ports)
    {
        var store = new StorePorts(outside, ports);
        var clock = new SkewedTime(outside.Time, outside.Skews[outside.Random.Next(outside.Skews.Length)]);
        return new(
            new(new(store), store, new(store), clock), store, store, ProcessorTelemetry, clock,
            NullLogger<InboxStage>.Instance);
    }

    private static IMeterFactory Meters() =>
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();
}
