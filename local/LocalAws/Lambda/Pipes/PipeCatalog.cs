using WebhookSystem.LocalAws.Lambda.Api;
using WebhookSystem.LocalAws.Lambda.Mappings;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Lambda.Pipes;

/// <summary>A pipe from a stream to a function.</summary>
internal sealed record Pipe(string Name, StreamSettings Settings, DateTimeOffset Created);

/// <summary>The pipes, and their drivers. They are forgotten with the process.</summary>
internal sealed class PipeCatalog(DriverFactory drivers, TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (Pipe Pipe, RunningDriver? Driver)> _pipes = new(StringComparer.Ordinal);

    public Pipe Find(string name)
    {
        lock (_gate)
            return _pipes.TryGetValue(name, out var found) ? found.Pipe : throw Unknown(name);
    }

    public async Task<Pipe> AddAsync(string name, StreamSettings settings, CancellationToken cancellationToken)
    {
        await drivers.EnsureSourceAsync(settings, cancellationToken);
        lock (_gate)
        {
            if (_pipes.ContainsKey(name))
                throw new AwsException(
                    "ConflictException", $"Pipe {name} already exists.", System.Net.HttpStatusCode.Conflict);
            var pipe = new Pipe(name, settings, time.GetUtcNow());
            _pipes[name] = (pipe, settings.IsEnabled ? drivers.Start(settings, new(), LambdaArns.OfPipe(name)) : null);
            return pipe;
        }
    }

    public async Task<Pipe> RemoveAsync(string name)
    {
        (Pipe Pipe, RunningDriver? Driver) removed;
        lock (_gate)
        {
            if (!_pipes.Remove(name, out removed))
                throw Unknown(name);
        }

        if (removed.Driver is not null)
            await removed.Driver.DisposeAsync();
        return removed.Pipe;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, driver) in _pipes.Values)
        {
            if (driver is not null)
                await driver.DisposeAsync();
        }
    }

    private static AwsException Unknown(string name) =>
        new("NotFoundException", $"Pipe {name} does not exist.", System.Net.HttpStatusCode.NotFound);
}
