using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Launching;

/// <summary>What every .NET project is given: telemetry, its console, its launch profile, its addresses.</summary>
internal static class ProjectDefaults
{
    public static IResourceBuilder<ProjectResource> WithProjectDefaults(
        this IResourceBuilder<ProjectResource> builder, ProjectResourceOptions options)
    {
        builder.WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY", "in_memory");
        if (builder.ApplicationBuilder.Environment.IsDevelopment())
        {
            builder
                .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_ASPNETCORE_DISABLE_URL_QUERY_REDACTION", "true")
                .WithEnvironment("OTEL_DOTNET_EXPERIMENTAL_HTTPCLIENT_DISABLE_URL_QUERY_REDACTION", "true");
        }

        builder
            .WithOtlpExporter()
            .WithEnvironment("LOGGING__CONSOLE__FORMATTERNAME", "simple")
            .WithEnvironment("DOTNET_SYSTEM_CONSOLE_ALLOW_ANSI_COLOR_REDIRECTION", "true")
            .WithEnvironment(ListenAtEndpoints);

        if (options.ExcludeLaunchProfile || SelectProfile(builder, options) is not var (name, profile))
            return builder;

        builder.AddEndpointsOf(profile);
        if (!string.IsNullOrWhiteSpace(profile.CommandLineArgs))
            builder.WithArgs(CommandLine.Split(profile.CommandLineArgs));
        return builder.WithEnvironment(context =>
        {
            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", name);
            foreach (var (variable, value) in profile.EnvironmentVariables)
                context.EnvironmentVariables.TryAdd(variable, Environment.ExpandEnvironmentVariables(value));
        });
    }

    private static (string Name, LaunchProfile Profile)? SelectProfile(
        IResourceBuilder<ProjectResource> builder, ProjectResourceOptions options)
    {
        var metadata = builder.Resource.Annotations.OfType<IProjectMetadata>().Single();
        var settings = metadata.LaunchSettings ?? LaunchSettings.Read(Path.GetDirectoryName(metadata.ProjectPath)!);
        var profiles = settings?.Profiles ?? [];
        if (options.LaunchProfileName is { } wanted)
        {
            return profiles.TryGetValue(wanted, out var explicitly) ? (wanted, explicitly)
                : throw new DistributedApplicationException(
                    $"Launch settings file does not contain '{wanted}' profile.");
        }

        var configuration = builder.ApplicationBuilder.Configuration;
        var preferred = configuration["AppHost:DefaultLaunchProfileName"] ?? configuration["DOTNET_LAUNCH_PROFILE"];
        if (preferred is not null && profiles.TryGetValue(preferred, out var byDefault))
            return (preferred, byDefault);

        return profiles
            .Where(static profile => profile.Value.CommandName is null or "" or "Project")
            .Select(static profile => ((string Name, LaunchProfile Profile)?)(profile.Key, profile.Value))
            .FirstOrDefault();
    }

    private static void AddEndpointsOf(this IResourceBuilder<ProjectResource> builder, LaunchProfile profile)
    {
        Dictionary<string, int> counts = [];
        foreach (var url in profile.ApplicationUrl?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            var address = BindingAddress.Parse(url);
            var count = counts[address.Scheme] = counts.GetValueOrDefault(address.Scheme) + 1;
            builder.WithEndpoint(count == 1 ? address.Scheme : $"{address.Scheme}{count}", endpoint =>
            {
                endpoint.UriScheme = address.Scheme;
                endpoint.Port = address.Port;
                endpoint.TargetHost = address.Host is "*" or "+" ? "0.0.0.0" : address.Host;
            });
        }
    }

    private static void ListenAtEndpoints(EnvironmentCallbackContext context)
    {
        EndpointAnnotation[] endpoints = [.. context.Resource.Annotations.OfType<EndpointAnnotation>()
            .Where(static endpoint => endpoint.UriScheme is "http" or "https")];
        if (endpoints.Length == 0)
            return;

        context.EnvironmentVariables.TryAdd("ASPNETCORE_URLS", new ListenAddresses(endpoints));
        if (endpoints.FirstOrDefault(static endpoint => endpoint.UriScheme == "https") is { } https)
        {
            context.EnvironmentVariables.TryAdd("ASPNETCORE_HTTPS_PORT", new EndpointReference(
                (IResourceWithEndpoints)context.Resource, https).Property(EndpointProperty.Port));
        }
    }

    private sealed class ListenAddresses(EndpointAnnotation[] endpoints) : IValueProvider
    {
        public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
        {
            var ports = await Task.WhenAll(endpoints.Select(endpoint => endpoint.WhenAllocated))
                .WaitAsync(cancellationToken);
            return string.Join(';', ports.Select(port => $"{port.UriScheme}://{port.Endpoint.TargetHost}:{port.Port}"));
        }
    }
}
