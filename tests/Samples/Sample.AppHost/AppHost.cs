// Describes nothing: each test adds the resources that it is about.
var builder = DistributedApplication.CreateBuilder(args);

// Run by itself it has two processes to lose, and says where they are.
if (builder.Configuration["Sample:Probes"] is not null)
{
    var first = builder.AddProject<Projects.Sample_Probe>("first", launchProfileName: null)
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health");
    builder.AddProject<Projects.Sample_Probe>("second", launchProfileName: null)
        .WithHttpEndpoint()
        .WithHttpHealthCheck("/health")
        .WaitForStart(first);
    builder.Eventing.Subscribe<ResourceReadyEvent>((ready, _) =>
    {
        Console.WriteLine($"ready {((IResourceWithEndpoints)ready.Resource).GetEndpoint("http").Url}");
        return Task.CompletedTask;
    });
}

builder.Build().Run();
