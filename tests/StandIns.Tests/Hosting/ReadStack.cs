using Amazon.CloudFormation;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS.CloudFormation;
using Microsoft.Extensions.DependencyInjection;

namespace WebhookSystem.StandIns.Tests.Hosting;

/// <summary>An application of nothing but a stack, started.</summary>
internal sealed class ReadStack : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _deadline = new(Patience);
    private readonly DistributedApplication _app;

    private ReadStack(
        IDistributedApplicationBuilder builder, IResourceBuilder<ICloudFormationStackResource> stack)
    {
        (Builder, Stack) = (builder, stack);
        _app = builder.Build();
    }

    public IDistributedApplicationBuilder Builder { get; }

    public IResourceBuilder<ICloudFormationStackResource> Stack { get; }

    public static async Task<ReadStack> StartAsync(string name, IAmazonCloudFormation client)
    {
        var builder = DistributedApplication.CreateBuilder([]);
        var read = new ReadStack(builder, builder.AddAWSCloudFormationStack("stack", name).WithReference(client));
        await read._app.StartAsync(read._deadline.Token);
        return read;
    }

    /// <summary>The state that the stack comes to.</summary>
    public Task<string> EndedAsync() => _app.ResourceNotifications.WaitForResourceAsync(
        "stack", [KnownResourceStates.Running, KnownResourceStates.FailedToStart], _deadline.Token);

    public async Task<string> LastLineAsync()
    {
        var logs = _app.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var batch in logs.WatchAsync(Stack.Resource).WithCancellation(_deadline.Token))
            return batch[^1].Content;
        return "";
    }

    public async Task<Dictionary<string, object>> EnvironmentOfAsync<T>(IResourceBuilder<T> room)
        where T : IResourceWithEnvironment
    {
        var context = new EnvironmentCallbackContext(
            Builder.ExecutionContext, room.Resource, [], _deadline.Token);
        foreach (var annotation in room.Resource.Annotations.OfType<EnvironmentCallbackAnnotation>())
            await annotation.Callback(context);
        return context.EnvironmentVariables;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _deadline.Dispose();
    }
}
