using System.Text.RegularExpressions;
using WebhookSystem.LocalAws.Lambda.Api;
using WebhookSystem.LocalAws.Lambda.Kept;
using WebhookSystem.LocalAws.Lambda.Mappings;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Lambda.Pipes;

/// <summary>A pipe from a stream to a function or a queue.</summary>
internal sealed record Pipe(string Name, StreamSettings Settings, DateTimeOffset Created);

/// <summary>The pipes, and their drivers.</summary>
internal sealed partial class PipeCatalog(DriverFactory drivers, LambdaLog log, TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, (Pipe Pipe, RunningDriver? Driver)> _pipes = new(StringComparer.Ordinal);

    public IReadOnlyList<Pipe> All
    {
        get
        {
            lock (_gate)
                return [.. _pipes.Values.Select(static one => one.Pipe)];
        }
    }

    public Pipe Find(string name)
    {
        lock (_gate)
            return _pipes.TryGetValue(name, out var found) ? found.Pipe : throw Unknown(name);
    }

    public async Task<Pipe> AddAsync(string name, StreamSettings settings, CancellationToken cancellationToken)
    {
        if (!NamePattern().IsMatch(name))
            throw new AwsException("ValidationException", $"1 validation error detected: Value '{name}' at 'name' "
                + "failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+");
        await drivers.EnsureSourceAsync(settings, cancellationToken);
        lock (_gate)
        {
            if (_pipes.ContainsKey(name))
                throw new AwsException(
                    "ConflictException", $"Pipe {name} already exists.", System.Net.HttpStatusCode.Conflict);
            var state = new ReaderState(settings, time.GetUtcNow());
            log.Set(LambdaKind.Pipe, name, state);
            return Put(name, state);
        }
    }

    /// <summary>Brings back a pipe that was there before this process.</summary>
    public void Restore(string name, ReaderState state)
    {
        // Before pipes led to queues, a pipe was its settings and no more.
        var settings = (StreamSettings)state.Settings;
        var delivery = settings.Delivery
            ?? new() { TargetArn = LambdaArns.OfFunction(settings.Function), RoleArn = LambdaArns.UnknownRole };
        lock (_gate)
            Put(name, state with { Settings = settings with { Delivery = delivery } });
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
        log.Remove(LambdaKind.Pipe, name);
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

    private Pipe Put(string name, ReaderState state)
    {
        var settings = (StreamSettings)state.Settings;
        var pipe = new Pipe(name, settings, state.Time);
        _pipes[name] = (pipe, settings.IsEnabled
            ? drivers.Start(settings, new(log, LambdaKind.Pipe, name), LambdaArns.OfPipe(name)) : null);
        return pipe;
    }

    [GeneratedRegex(@"^[.\-_A-Za-z0-9]{1,64}\z")]
    private static partial Regex NamePattern();

    private static AwsException Unknown(string name) =>
        new("NotFoundException", $"Pipe {name} does not exist.", System.Net.HttpStatusCode.NotFound);
}
