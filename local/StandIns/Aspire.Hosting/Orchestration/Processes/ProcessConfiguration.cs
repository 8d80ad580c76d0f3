using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>A value that differs between the processes of one resource.</summary>
internal sealed record InstanceValue(Func<string, string> ForInstance)
{
    /// <summary>Tells telemetry of one process from that of the next.</summary>
    public static InstanceValue TelemetryInstance { get; } =
        new(static id => $"service.instance.id={id[(id.LastIndexOf('-') + 1)..]}");
}

/// <summary>Asks everyone who has a say in a process's variables and arguments, and waits for the values.</summary>
internal sealed class ProcessConfiguration(
    IResource resource, string instanceId, DistributedApplicationExecutionContext context, ILogger logger)
{
    /// <summary>The resources that the process was told of.</summary>
    public HashSet<IResource> Referred { get; } = [];

    public async Task<Dictionary<string, string>> EnvironmentAsync(CancellationToken cancellationToken)
    {
        var collected = new EnvironmentCallbackContext(context, resource, [], cancellationToken) { Logger = logger };
        foreach (var annotation in resource.Annotations.OfType<EnvironmentCallbackAnnotation>().ToArray())
            await annotation.Callback(collected);

        Referred.UnionWith(collected.EnvironmentVariables.Values.SelectMany(ResourceReferences.In));
        Dictionary<string, string> environment = [];
        foreach (var (name, value) in collected.EnvironmentVariables)
        {
            if (await ResolveAsync(value, cancellationToken) is { } text)
                environment[name] = text;
        }

        return environment;
    }

    public async Task<List<string>> ArgumentsAsync(CancellationToken cancellationToken)
    {
        List<object> collected = [];
        var callbackContext = new CommandLineArgsCallbackContext(collected, resource, cancellationToken)
        {
            ExecutionContext = context,
            Logger = logger,
        };
        foreach (var annotation in resource.Annotations.OfType<ArgumentsCallbackAnnotation>().ToArray())
            await annotation.Callback(callbackContext);

        List<string> arguments = [];
        foreach (var value in collected)
        {
            if (await ResolveAsync(value, cancellationToken) is { } text)
                arguments.Add(text);
        }

        return arguments;
    }

    private async ValueTask<string?> ResolveAsync(object value, CancellationToken cancellationToken) => value switch
    {
        string text => text,
        InstanceValue perInstance => perInstance.ForInstance(instanceId),
        IValueProvider provider => await provider.GetValueAsync(cancellationToken),
        IResourceBuilder<IResource> { Resource: IValueProvider provider } =>
            await provider.GetValueAsync(cancellationToken),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
