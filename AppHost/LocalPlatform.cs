using System.Globalization;

namespace WebhookSystem.AppHost;

/// <summary>
/// Where AWS is: LocalAws, or the endpoint that was given. Functions always run through LocalAws's runtime.
/// </summary>
/// <param name="Runtime">LocalAws's own address.</param>
/// <param name="OtherEndpoint">Another AWS, from <c>--Aws:Endpoint</c>.</param>
internal sealed record LocalPlatform(EndpointReference Runtime, string? OtherEndpoint)
{
    private const string AnyCredential = "local";

    public bool IsLocal => string.IsNullOrEmpty(OtherEndpoint);

    /// <summary>Only what every SDK of AWS reads by itself.</summary>
    public void Describe(Dictionary<string, object> environment)
    {
        environment["AWS_ENDPOINT_URL"] = IsLocal ? Runtime : OtherEndpoint!;
        environment.TryAdd("AWS_REGION", Ambient("AWS_REGION") ?? Contracts.Topology.DefaultRegion);

        // Against LocalAws nobody's real credentials are used, even where some are at hand.
        environment["AWS_ACCESS_KEY_ID"] = (IsLocal ? null : Ambient("AWS_ACCESS_KEY_ID")) ?? AnyCredential;
        environment["AWS_SECRET_ACCESS_KEY"] = (IsLocal ? null : Ambient("AWS_SECRET_ACCESS_KEY")) ?? AnyCredential;
    }

    /// <summary>Answers 200 while a process asks the runtime for this function's invocations.</summary>
    public ReferenceExpression ProbeOf(IResourceBuilder<ProjectResource> function) =>
        ReferenceExpression.Create($"{Runtime}/_lambda/{function.Resource.Name}/health");

    private static string? Ambient(string name) => Environment.GetEnvironmentVariable(name);
}

internal static class LocalPlatformExtensions
{
    extension(IResourceBuilder<ProjectResource> project)
    {
        public IResourceBuilder<ProjectResource> WithAws(LocalPlatform aws) =>
            project.WithEnvironment(context => aws.Describe(context.EnvironmentVariables));

        /// <summary>An executable Lambda function: it asks the runtime for its invocations, as on AWS.</summary>
        /// <param name="atOnce">Invocations that it answers at a time, in place of as many environments.</param>
        public IResourceBuilder<ProjectResource> AsFunction(LocalPlatform aws, int atOnce)
        {
            var name = project.Resource.Name;
            return project
                .WithEnvironment("AWS_LAMBDA_FUNCTION_NAME", name)
                .WithEnvironment(
                    "AWS_LAMBDA_RUNTIME_API",
                    ReferenceExpression.Create($"{aws.Runtime.Property(EndpointProperty.HostAndPort)}/_lambda/{name}"))
                .WithEnvironment("AWS_LAMBDA_MAX_CONCURRENCY", atOnce.ToString(CultureInfo.InvariantCulture))

                // Nothing freezes a process here, so that nothing need wait for its telemetry.
                .WithEnvironment("Telemetry__FlushEachInvocation", "false");
        }
    }
}
