using System.Net.Http.Json;

namespace WebhookSystem.AppHost.Tests;

/// <summary>What a process finds in its environment is, name by name, what the official host puts there.</summary>
public sealed class InjectedEnvironment
{
    // Where a name cannot hold a hyphen, an underscore stands for it.
    private const string Secret = "--Parameters:webhook_secret=s3cr3t";

    [Fact]
    public async Task Project_with_a_launch_profile_gets_profile_telemetry_addresses_and_references()
    {
        await using var app = await SampleApplication.StartAsync(DescribeGolden, Secret);

        await app.Notifications.WaitForResourceAsync("ingress", cancellationToken: app.Token);
        using var ingress = app.Client("ingress");
        using var admin = app.Client("ingress", "admin");
        var localAws = "http://localhost:4577";
        var id = (await app.ReachesAsync("ingress", KnownResourceStates.Running)).ResourceId;
        var given = await GivenAsync(ingress, app.Token);

        Assert.Equal(new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["A"] = "b",
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["ASPNETCORE_URLS"] = $"{Origin(ingress)};{Origin(admin)}",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS__Region"] = "eu-west-1",
            ["ConnectionStrings__aws"] = $"ServiceURL={localAws};Region=eu-west-1",
            ["ConnectionStrings__events"] = "cs1",
            ["DOTNET_LAUNCH_PROFILE"] = "http",
            ["DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION"] = "true",
            ["FROM_PROFILE"] = "1",
            ["HP"] = "localhost:4577",
            ["LOCALAWS_HTTP"] = localAws,
            ["LOGGING__CONSOLE__FORMATTERNAME"] = "simple",
            ["OTEL_BLRP_SCHEDULE_DELAY"] = "1000",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "1000",
            ["OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION"] = "true",
            ["OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION"] = "true",
            ["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://localhost:4317",
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc",
            ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true",
            ["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "1000",
            ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={id[^8..]}",
            ["OTEL_SERVICE_NAME"] = "ingress",
            ["OTEL_TRACES_SAMPLER"] = "always_on",
            ["URL"] = localAws,
            ["WEBHOOK_SECRET"] = "s3cr3t",
            ["X"] = localAws,
            ["services__localaws__http__0"] = localAws,
        }, given);
        Assert.Equal(["--x", "y"], await ingress.GetFromJsonAsync<IReadOnlyList<string>>("/arguments", app.Token));
    }

    [Fact]
    public async Task Reference_to_a_project_names_every_endpoint_by_scheme_or_name()
    {
        await using var app = await SampleApplication.StartAsync(builder =>
        {
            var source = builder.AddProbe("the-source").WithHttpEndpoint(name: "admin");
            builder.AddProbe("reader").WithReference(source).WithReference(source.GetEndpoint("admin"));
        });

        await app.HealthyAsync("reader");
        using var source = app.Client("the-source");
        using var admin = app.Client("the-source", "admin");
        using var reader = app.Client("reader");
        var given = await GivenAsync(reader, app.Token);

        Assert.Equal(Origin(source), given["services__the-source__http__0"]);
        Assert.Equal(Origin(admin), given["services__the-source__admin__0"]);
        Assert.Equal(Origin(source), given["THE_SOURCE_HTTP"]);
        Assert.Equal(Origin(admin), given["THE_SOURCE_ADMIN"]);
        Assert.DoesNotContain("services__the-source__admin__1", given.Keys);
        Assert.DoesNotContain("ASPNETCORE_ENVIRONMENT", given.Keys);
    }

    [Fact]
    public async Task Program_gets_its_port_and_nothing_else()
    {
        await using var app = await SampleApplication.StartAsync(DescribeGolden, Secret);

        var ended = await app.Notifications.WaitForResourceAsync(
            "localaws", change => change.Snapshot.EnvironmentVariables.Length > 0, app.Token);

        Assert.Equal(
            [("PORT", "4577")],
            ended.Snapshot.EnvironmentVariables.Select(variable => (variable.Name, variable.Value)));
    }

    private static void DescribeGolden(IDistributedApplicationBuilder builder)
    {
        builder.Configuration["ConnectionStrings:events"] = "cs1";
        var secret = builder.AddParameter("webhook-secret", secret: true);
        var localAws = builder.AddExecutable("localaws", "dotnet", ".", "--version")
            .WithHttpEndpoint(targetPort: 4577, env: "PORT");
        var endpoint = localAws.GetEndpoint("http");
        var aws = builder.AddConnectionString(
            "aws", ReferenceExpression.Create($"ServiceURL={endpoint};Region={"eu-west-1"}"));
        builder.AddProject<Projects.Sample_Probe>("ingress", "http")
            .WithHttpEndpoint(name: "admin")
            .WithExternalHttpEndpoints()
            .WithArgs("--x", "y")
            .WithReference(endpoint)
            .WithReference(aws)
            .WithReference(builder.AddConnectionString("events"))
            .WithReference(builder.AddAWSSDKConfig().WithRegion("eu-west-1"))
            .WithEnvironment("A", "b")
            .WithEnvironment("URL", endpoint)
            .WithEnvironment("X", $"{endpoint}")
            .WithEnvironment("HP", endpoint.Property(EndpointProperty.HostAndPort))
            .WithEnvironment("WEBHOOK_SECRET", secret);
    }

    // Everything else the process has from this one, as its parents handed it down.
    private static async Task<SortedDictionary<string, string>> GivenAsync(
        HttpClient client, CancellationToken cancellationToken)
    {
        var all = await client.GetFromJsonAsync<Dictionary<string, string>>("/environment", cancellationToken);
        return new(
            all!.Where(variable => Environment.GetEnvironmentVariable(variable.Key) != variable.Value)
                .ToDictionary(), StringComparer.Ordinal);
    }

    private static string Origin(HttpClient client) => client.BaseAddress!.GetLeftPart(UriPartial.Authority);
}
