using WebhookSystem.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

builder.AddProject<Projects.LocalAws>("localaws")
    .WithHttpHealthCheck("/_local/health");

builder.PrintAddressesWhenReady();
builder.Build().Run();
