using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>The life of resources that are values, not processes.</summary>
internal sealed partial class ValueResources(Runtime runtime)
{
    public async Task StartAsync(IResource resource, CancellationToken cancellationToken)
    {
        if (resource is ParameterResource parameter)
            await PublishAsync(resource, await StateOfAsync(parameter, cancellationToken));

        await runtime.Eventing.PublishAsync(
            new InitializeResourceEvent(
                resource, runtime.Eventing, runtime.Loggers, runtime.Notifications, runtime.Services),
            cancellationToken);
        if (resource is ConnectionStringResource connection)
            await ConnectAsync(connection, cancellationToken);
        if (resource is IResourceWithConnectionString)
        {
            await runtime.Eventing.PublishAsync(
                new ConnectionStringAvailableEvent(resource, runtime.Services), cancellationToken);
        }
    }

    private async Task ConnectAsync(ConnectionStringResource connection, CancellationToken cancellationToken)
    {
        try
        {
            await runtime.Eventing.PublishAsync(
                new BeforeResourceStartedEvent(connection, runtime.Services), cancellationToken);
            await PublishAsync(connection, KnownResourceStates.Running);
        }
        catch (DistributedApplicationException exception)
        {
            Log.NotConnected(runtime.Loggers.GetLogger(connection), exception, connection.Name);
            await PublishAsync(connection, KnownResourceStates.FailedToStart);
        }
    }

    private Task PublishAsync(IResource resource, string state) =>
        runtime.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = state });

    private static async Task<string> StateOfAsync(ParameterResource parameter, CancellationToken cancellationToken)
    {
        try
        {
            await parameter.GetValueAsync(cancellationToken);
            return KnownResourceStates.Running;
        }
        catch (MissingParameterValueException)
        {
            return KnownResourceStates.ValueMissing;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Failed to resolve connection string for resource '{Resource}'.")]
        public static partial void NotConnected(ILogger logger, Exception exception, string resource);
    }
}
