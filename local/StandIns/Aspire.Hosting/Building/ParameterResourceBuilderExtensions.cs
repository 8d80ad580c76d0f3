using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

/// <summary>Adds values that whoever runs the application supplies.</summary>
public static class ParameterResourceBuilderExtensions
{
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, bool secret = false) =>
        builder.AddParameterFromConfiguration(name, $"Parameters:{name}", secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string value,
        bool publishValueAsDefault = false,
        bool secret = false) => builder.AddParameter(name, () => value, publishValueAsDefault, secret);

    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        Func<string> valueGetter,
        bool publishValueAsDefault = false,
        bool secret = false) => builder.AddResource(new ParameterResource(name, valueGetter, secret));

    public static IResourceBuilder<ParameterResource> AddParameterFromConfiguration(
        this IDistributedApplicationBuilder builder,
        [ResourceName] string name,
        string configurationKey,
        bool secret = false) => builder.AddResource(new ParameterResource(
            name, () => builder.Configuration.Supplied(configurationKey, $"parameter resource '{name}'"), secret));

    /// <summary>Adds a connection string that the configuration holds under <c>ConnectionStrings</c>.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string? environmentVariableName = null)
    {
        string Supplied() => builder.Configuration.Supplied($"ConnectionStrings:{name}", $"connection string '{name}'");
        return builder.AddResource(new ConnectionStringParameterResource(name, Supplied, environmentVariableName)
        {
            IsConnectionString = true,
        });
    }

    // An environment variable's name cannot hold a hyphen everywhere, so an underscore stands for it.
    private static string Supplied(this ConfigurationManager configuration, string key, string what) =>
        Filled(configuration[key]) ?? Filled(configuration[key.Replace('-', '_')])
        ?? throw new MissingParameterValueException(
            $"The {what} could not be used because configuration key '{key}' is missing.");

    private static string? Filled(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
