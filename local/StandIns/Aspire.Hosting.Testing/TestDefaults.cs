using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>What differs under test: own ports, no dashboard, the AppHost's first launch profile.</summary>
internal static class TestDefaults
{
    private static readonly string[] HostPrefixes = ["DOTNET_", "ASPNETCORE_"];

    public static void Apply(
        DistributedApplicationOptions options,
        HostApplicationBuilderSettings settings,
        string[] args,
        Assembly appHost)
    {
        options.DisableDashboard = true;
        options.EnableResourceLogging = true;
        options.Args = settings.Args = args;
        options.AssemblyName = settings.ApplicationName = appHost.GetName().Name;
        settings.ContentRootPath = options.ProjectDirectory;

        var profile = options.ProjectDirectory is { } directory ? FirstProfileOf(directory) : null;
        settings.EnvironmentName = profile?.EnvironmentVariables.GetValueOrDefault("DOTNET_ENVIRONMENT")
            ?? profile?.EnvironmentVariables.GetValueOrDefault("ASPNETCORE_ENVIRONMENT");
        settings.Configuration ??= new();
        settings.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DcpPublisher:RandomizePorts"] = "true",
            ["DcpPublisher:WaitForResourceCleanup"] = "true",
            ["ASPNETCORE_URLS"] = "http://localhost:8080",
            ["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"] = "http://localhost:4317",
            ["ASPIRE_ALLOW_UNSECURED_TRANSPORT"] = "true",
        });
        settings.Configuration.AddInMemoryCollection(
            (profile?.EnvironmentVariables ?? []).SelectMany(AsConfiguration)
                .GroupBy(static pair => pair.Key, StringComparer.OrdinalIgnoreCase).Select(static same => same.Last()));
    }

    /// <summary>Clients under test try again, as a service that is just starting may refuse the first call.</summary>
    public static void AddPatientClients(IServiceCollection services) =>
        services.ConfigureHttpClientDefaults(static client => client.AddStandardResilienceHandler());

    private static LaunchProfile? FirstProfileOf(string directory) =>
        LaunchSettings.Read(directory)?.Profiles.Values.FirstOrDefault();

    // The host reads DOTNET_X and ASPNETCORE_X as X, and a colon for two underscores.
    private static IEnumerable<KeyValuePair<string, string?>> AsConfiguration(KeyValuePair<string, string> variable)
    {
        var key = variable.Key.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal);
        yield return new(key, variable.Value);
        foreach (var prefix in HostPrefixes)
        {
            if (key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                yield return new(key[prefix.Length..], variable.Value);
        }
    }
}
