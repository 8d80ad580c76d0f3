using WebhookSystem.AppHost;
using WebhookSystem.Contracts;

var builder = DistributedApplication.CreateBuilder(args);
var isDemo = !string.Equals(builder.Configuration["Demo:Enabled"], "false", StringComparison.OrdinalIgnoreCase);

// What stands in for AWS, and what a deployment would create there.
var localAws = builder.AddProject<Projects.LocalAws>("localaws")
    .WithHttpHealthCheck("/_local/health");
var aws = new LocalPlatform(localAws.GetEndpoint("http"), builder.Configuration["Aws:Endpoint"]);
localAws.WithAws(aws);

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

var processor = builder.AddProject<Projects.Processor>(Topology.Services.Processor)
    .WithAws(aws).AsFunction(aws)
    .WaitForCompletion(provision)
    .KeepRunning();

var orderer = builder.AddProject<Projects.Orderer>(Topology.Services.Orderer)
    .WithAws(aws).AsFunction(aws)
    .WaitForCompletion(provision)
    .KeepRunning();

builder.PrintAddressesWhenReady();
builder.Build().Run();
