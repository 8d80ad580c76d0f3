using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>An AppHost's Main on a thread of this process, held where it builds the application and runs it.</summary>
internal sealed class EntryPointRun(
    Assembly appHost, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    : BuildObserver
{
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _building =
        New<DistributedApplicationBuilder>();
    private readonly TaskCompletionSource<DistributedApplication> _built = New<DistributedApplication>();
    private readonly TaskCompletionSource<bool> _mayBuild = New<bool>();
    private readonly TaskCompletionSource<bool> _finished = New<bool>();
    private readonly TaskCompletionSource<bool> _mainEnded = New<bool>();

    public override Task Finished => _finished.Task;

    public async Task<TestingBuilder> BeginAsync(CancellationToken cancellationToken)
    {
        new Thread(RunMain) { IsBackground = true, Name = $"{appHost.GetName().Name} main" }.Start();
        var builder = await _building.Task.WaitAsync(cancellationToken);
        return new(builder, BuildAsync, EndAsync);
    }

    public override void Creating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        TestDefaults.Apply(options, settings, options.Args is { Length: > 0 } own ? own : args, appHost);
        configure(options, settings);
    }

    public override void Building(DistributedApplicationBuilder builder)
    {
        TestDefaults.AddPatientClients(builder.Services);
        _building.TrySetResult(builder);
        if (!_mayBuild.Task.GetAwaiter().GetResult())
            throw new OperationCanceledException("The test ended before it built the application.");
    }

    public override void Built(DistributedApplication application) => _built.TrySetResult(application);

    private async Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _mayBuild.TrySetResult(true);
        return new TestedApplication(await _built.Task.WaitAsync(cancellationToken), EndAsync);
    }

    private async ValueTask EndAsync()
    {
        _mayBuild.TrySetResult(false);
        if (_built.Task.IsCompletedSuccessfully)
        {
            var application = await _built.Task;
            await application.StopAsync();
            await application.DisposeAsync();
        }

        _finished.TrySetResult(true);
        await _mainEnded.Task;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever Main throws is the test's to see.")]
    private void RunMain()
    {
        Current = this;
        try
        {
            var main = appHost.EntryPoint ?? throw new InvalidOperationException($"{appHost} has no entry point.");
            object?[]? parameters = main.GetParameters().Length == 0 ? null : [args];
            main.Invoke(null, BindingFlags.DoNotWrapExceptions, null, parameters, null);
            Fail(new InvalidOperationException("The entry point ended without building an application."));
        }
        catch (Exception exception)
        {
            Fail(exception);
        }

        _mainEnded.TrySetResult(true);
    }

    private void Fail(Exception exception)
    {
        _building.TrySetException(exception);
        _built.TrySetException(exception);
    }

    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
