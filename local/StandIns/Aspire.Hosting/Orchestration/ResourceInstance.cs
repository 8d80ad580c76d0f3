using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>One process of a resource through its life: waiting, running, ended, and again.</summary>
internal sealed partial class ResourceInstance(IResource resource, string id, ProcessCommand command, Runtime runtime)
    : IDisposable
{
    /// <summary>What a process gets to end by itself when it is stopped.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly ILogger _log = runtime.Loggers.GetLogger(id);
    private RunningProcess? _process;
    private Task _life = Task.CompletedTask;
    private HashSet<IResource> _referred = [];

    public IResource Resource => resource;

    /// <summary>The resources that the process waited for or was told of: it may need them to its end.</summary>
    public IEnumerable<IResource> Needs => resource.Annotations.OfType<WaitAnnotation>().Select(wait => wait.Resource)
        .Concat(_referred).Where(needed => needed != resource);

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps a resource from starting is its state.")]
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        // Who starts a resource that waits does not want it to wait.
        if (runtime.Notifications.TryGetCurrentState(id, out var known)
            && known.Snapshot.State?.Text == KnownResourceStates.Waiting)
        {
            await PublishAsync(static snapshot => snapshot with { State = KnownResourceStates.Starting });
            return;
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_process is { Ended.IsCompleted: false })
                return;

            await PublishAsync(Starting);
            await runtime.Eventing.PublishAsync(
                new BeforeResourceStartedEvent(resource, runtime.Services), cancellationToken);
            await LaunchAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotStarted(_log, exception, resource.Name);
            await PublishAsync(static snapshot => snapshot with
            {
                State = new(KnownResourceStates.FailedToStart, "error"),
            });
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_process is not { Ended.IsCompleted: false } process)
            return;

        await PublishAsync(static snapshot => snapshot with { State = KnownResourceStates.Stopping });
        runtime.Watcher.Stop(process, Grace);
        await _life.WaitAsync(cancellationToken);
    }

    public void Dispose() => _turn.Dispose();

    private async Task LaunchAsync(CancellationToken cancellationToken)
    {
        var configuration = new ProcessConfiguration(resource, id, runtime.Context, _log);
        var environment = await configuration.EnvironmentAsync(cancellationToken);
        var arguments = await configuration.ArgumentsAsync(cancellationToken);
        _referred = configuration.Referred;
        var process = _process = runtime.Watcher.Start(command, arguments, environment, runtime.Loggers.LogOf(id).Add);
        var processId = await process.Started.WaitAsync(cancellationToken);
        await PublishAsync(snapshot => snapshot with
        {
            State = KnownResourceStates.Running,
            StartTimeStamp = runtime.Now,
            EnvironmentVariables = [.. environment.Select(static variable =>
                new EnvironmentVariableSnapshot(variable.Key, variable.Value, IsFromSpec: true))],
            Properties = [.. snapshot.Properties.Where(static property => property.Name != "executable.pid"),
                new("executable.pid", processId)],
        });
        _life = LiveAsync(process);
    }

    private async Task LiveAsync(RunningProcess process)
    {
        var exitCode = await process.Ended;
        await PublishAsync(snapshot => snapshot with
        {
            State = KnownResourceStates.Finished,
            ExitCode = exitCode,
            StopTimeStamp = runtime.Now,
        });
        _ = TellStoppedAsync();
    }

    [SuppressMessage("Design", "CA1031", Justification = "The process has ended, whoever fails to hear of it.")]
    private async Task TellStoppedAsync()
    {
        runtime.Notifications.TryGetCurrentState(id, out var ended);
        try
        {
            await runtime.Eventing.PublishAsync(
                new ResourceStoppedEvent(resource, runtime.Services, ended!), CancellationToken.None);
        }
        catch (Exception exception)
        {
            Log.StopNotHeard(_log, exception, resource.Name);
        }
    }

    private CustomResourceSnapshot Starting(CustomResourceSnapshot snapshot) => snapshot with
    {
        State = KnownResourceStates.Starting,
        ExitCode = null,
        StopTimeStamp = null,
        Ready = null,
        HealthReports = [.. HealthMonitor.ChecksOf(resource)
            .Select(static check => new HealthReportSnapshot(check, null, null, null))],
    };

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        runtime.Notifications.PublishUpdateAsync(resource, id, change);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Who was told that resource '{Resource}' stopped failed.")]
        public static partial void StopNotHeard(ILogger logger, Exception exception, string resource);

        [LoggerMessage(LogLevel.Error, "Failed to start resource '{Resource}'.")]
        public static partial void NotStarted(ILogger logger, Exception exception, string resource);
    }
}
