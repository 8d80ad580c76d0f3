using System.Diagnostics.CodeAnalysis;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Gives commands to resources.</summary>
public class ResourceCommandService
{
    private readonly IServiceProvider _services;
    private readonly ResourceNotificationService _notifications;
    private readonly ResourceLoggerService _loggers;

    internal ResourceCommandService(
        IServiceProvider services, ResourceNotificationService notifications, ResourceLoggerService loggers)
    {
        _services = services;
        _notifications = notifications;
        _loggers = loggers;
    }

    /// <summary>Gives a command to every process of a resource.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        IResource resource, string commandName, CancellationToken cancellationToken = default)
    {
        var ids = ResourceNotificationService.IdsOf(resource);
        var results = await Task.WhenAll(ids.Select(id => ExecuteAsync(resource, id, commandName, cancellationToken)));
        if (results.All(result => result.Success) || results.Length == 1)
            return results[0];

        var failures = ids.Zip(results).Where(pair => !pair.Second.Success)
            .Select(pair => $"Resource '{pair.First}' failed with error message: {pair.Second.Message}");
        return CommandResults.Failure(string.Join(Environment.NewLine, failures));
    }

    /// <summary>Gives a command to the process of that id, or to a process of the resource of that name.</summary>
    public async Task<ExecuteCommandResult> ExecuteCommandAsync(
        string resourceId, string commandName, CancellationToken cancellationToken = default) =>
        _notifications.TryGetCurrentState(resourceId, out var known)
            ? await ExecuteAsync(known.Resource, known.ResourceId, commandName, cancellationToken)
            : CommandResults.Failure($"Resource '{resourceId}' not found.");

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a command throws is its result.")]
    private async Task<ExecuteCommandResult> ExecuteAsync(
        IResource resource, string id, string commandName, CancellationToken cancellationToken)
    {
        var command = resource.Annotations.OfType<ResourceCommandAnnotation>()
            .LastOrDefault(command => command.Name == LifecycleCommands.PresentName(commandName));
        if (command is null)
            return CommandResults.Failure($"Command '{commandName}' not available for resource '{id}'.");

        try
        {
            return await command.ExecuteCommand(new()
            {
                ResourceName = id,
                ServiceProvider = _services,
                Logger = _loggers.GetLogger(id),
                CancellationToken = cancellationToken,
            });
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return CommandResults.Canceled();
        }
        catch (Exception exception)
        {
            return CommandResults.Failure(exception);
        }
    }
}
