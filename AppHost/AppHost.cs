using WebhookSystem.AppHost;
using WebhookSystem.Contracts;

var builder = DistributedApplication.CreateBuilder(args);
var demo = builder.Configuration["Demo:Enabled"];

// Over a stack that was deployed: its own functions process, and nothing of AWS is stood in for.
if (builder.Configuration["Aws:Stack"] is { Length: > 0 } stack)
{
    var isAsked = string.Equals(demo, "true", StringComparison.OrdinalIgnoreCase);
    builder.SayWhenReady(builder.AddRoomsOver(DeployedStack.Add(builder, stack), isAsked));
    builder.Build().Run();
    return;
}

var isDemo = !string.Equals(demo, "false", StringComparison.OrdinalIgnoreCase);

// What stands in for AWS, and what a deployment would create there.
var localAws = builder.AddProject<Projects.LocalAws>("localaws")
    .WithHttpHealthCheck("/_local/health");
var aws = new LocalPlatform(localAws.GetEndpoint("http"), builder.Configuration["Aws:Endpoint"]);
localAws.WithAws(aws);
if (builder.Configuration["LocalAws:Data"] is { Length: > 0 } data)
    localAws.WithArgs("--data", Path.GetFullPath(data)).KeepRunning();

var provision = builder.AddProject<Projects.Provision>("provision")
    .WithAws(aws)
    .WithArgs("--Lambda:Endpoint", aws.Runtime, "--Secrets:Create", aws.IsLocal ? "true" : "false")
    .WaitFor(localAws);

// The way of an event.
var ingress = builder.AddProject<Projects.Ingress>(Topology.Services.Ingress)
    .WithAws(aws)
    .WithHttpHealthCheck("/health")
    .WaitForCompletion(provision)
    .KeepRunning();

// What is sent by hand is stored as it was sent, which AWS does not promise: only where messages wait are there several
// invocations at a time, whose writes then go together.
var processor = builder.AddProject<Projects.Processor>(Topology.Services.Processor)
    .WithAws(aws).AsFunction(aws, atOnce: 16)
    .WaitForCompletion(provision)
    .KeepRunning();

// An on-demand table's stream begins with four shards, each of which has a batch under way.
var orderer = builder.AddProject<Projects.Orderer>(Topology.Services.Orderer)
    .WithAws(aws).AsFunction(aws, atOnce: 4)
    .WaitForCompletion(provision)
    .KeepRunning();

// Where it is seen. The dashboard is healthy when everything that it probes is.
var dashboard = builder.AddProject<Projects.Dashboard>(Topology.Services.Dashboard)
    .WithAws(aws)
    .WithTelemetryReceiver()
    .WithProbe("ingress", ReferenceExpression.Create($"{ingress.GetEndpoint("http")}/health"))
    .WithProbe("processor", aws.ProbeOf(processor))
    .WithProbe("orderer", aws.ProbeOf(orderer))
    .WithHttpHealthCheck("/health")
    .WaitForCompletion(provision)
    .KeepRunning();
foreach (var room in (IResourceBuilder<ProjectResource>[])[ingress, processor, orderer])
    room.WithTelemetryTo(dashboard);

// A provider and a consumer, so that a newcomer sees life.
if (isDemo)
{
    builder.AddProject<Projects.Simulator>("simulator")
        .WithArgs("--retry", "--url", ingress.GetEndpoint("http"))
        .WaitFor(dashboard);
    builder.AddProject<Projects.Consumer>("consumer")
        .WithAws(aws)
        .WithTelemetryTo(dashboard)
        .WaitFor(dashboard);
}

builder.GiveRoomToAllocate();
builder.SayWhenReady(dashboard);
builder.Build().Run();
