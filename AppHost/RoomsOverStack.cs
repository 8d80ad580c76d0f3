using WebhookSystem.Contracts;

namespace WebhookSystem.AppHost;

/// <summary>
/// The rooms that may run on a developer's machine while the rest is deployed. Processor and Orderer are not among
/// them: the queues and the stream already feed the deployed ones, and a second reader would take their events away.
/// </summary>
internal static class RoomsOverStack
{
    extension(IDistributedApplicationBuilder builder)
    {
        public IResourceBuilder<ProjectResource> AddRoomsOver(DeployedStack deployed, bool isDemo)
        {
            var ingress = deployed.Give(builder.AddProject<Projects.Ingress>(Topology.Services.Ingress))
                .WithHttpHealthCheck("/health")
                .KeepRunning();

            var dashboard = deployed.Give(builder.AddProject<Projects.Dashboard>(Topology.Services.Dashboard))
                .WithTelemetryReceiver()
                .WithProbe("ingress", ReferenceExpression.Create($"{ingress.GetEndpoint("http")}/health"))
                .WithHttpHealthCheck("/health")
                .KeepRunning();
            ingress.WithTelemetryTo(dashboard);

            // Its events are real ones there, and what its consumer takes no other consumer receives: only if asked.
            if (isDemo)
            {
                builder.AddProject<Projects.Simulator>("simulator")
                    .WithArgs("--retry", "--url", ingress.GetEndpoint("http"))
                    .WaitFor(dashboard);
                deployed.Give(builder.AddProject<Projects.Consumer>("consumer"))
                    .WithTelemetryTo(dashboard)
                    .WaitFor(dashboard);
            }

            return dashboard;
        }
    }
}
