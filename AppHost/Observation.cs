using WebhookSystem.Contracts;

namespace WebhookSystem.AppHost;

/// <summary>Ties the rooms to the dashboard that receives their telemetry and asks whether they are ready.</summary>
internal static class Observation
{
    private const string GrpcEndpoint = "otlp-grpc";
    private const string HttpEndpoint = "otlp-http";
    private const string ReceiverVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    extension(IResourceBuilder<ProjectResource> project)
    {
        /// <summary>
        /// Endpoints of a scheme other than http are not the web server's own: the project reads their ports.
        /// </summary>
        public IResourceBuilder<ProjectResource> WithTelemetryReceiver() => project
            .WithEndpoint(port: Topology.Ports.OtlpGrpc, scheme: "tcp", name: GrpcEndpoint, env: "Otlp__GrpcPort")
            .WithEndpoint(port: Topology.Ports.OtlpHttp, scheme: "tcp", name: HttpEndpoint, env: "Otlp__HttpPort")

            // Else it would send its own to itself.
            .WithEnvironment(ReceiverVariable, "");

        public IResourceBuilder<ProjectResource> WithTelemetryTo(IResourceBuilder<ProjectResource> receiver)
        {
            var address = receiver.GetEndpoint(GrpcEndpoint).Property(EndpointProperty.HostAndPort);
            return project
                .WithEnvironment(ReceiverVariable, ReferenceExpression.Create($"http://{address}"))
                .WithEnvironment("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc");
        }

        public IResourceBuilder<ProjectResource> WithProbe(string name, ReferenceExpression address) =>
            project.WithEnvironment($"Health__Probes__{name}", address);
    }
}
