using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>
/// An answer in the making. What waits for its start or its end is called when the application is done.
/// </summary>
internal sealed class ResponseFeature : HttpResponseFeature
{
    private readonly List<(Func<object, Task> Callback, object State)> _starting = [];
    private readonly List<(Func<object, Task> Callback, object State)> _completed = [];
    private bool _hasStarted;

    public override bool HasStarted => _hasStarted;

    public MemoryStream Content { get; } = new();

    public void Start() => _hasStarted = true;

    public override void OnStarting(Func<object, Task> callback, object state) => _starting.Add((callback, state));

    public override void OnCompleted(Func<object, Task> callback, object state) => _completed.Add((callback, state));

    public Task StartingAsync() => CallAsync(_starting);

    public Task CompletedAsync() => CallAsync(_completed);

    private static async Task CallAsync(List<(Func<object, Task> Callback, object State)> callbacks)
    {
        foreach (var (callback, state) in callbacks)
            await callback(state);
    }
}

/// <summary>Collects the body; only an explicit start makes the answer count as started.</summary>
internal sealed class ResponseBodyFeature(ResponseFeature response) : StreamResponseBodyFeature(response.Content)
{
    public override Task StartAsync(CancellationToken cancellationToken = default)
    {
        response.Start();
        return Task.CompletedTask;
    }

    public override Task CompleteAsync() => Task.CompletedTask;
}
