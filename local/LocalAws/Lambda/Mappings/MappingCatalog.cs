using WebhookSystem.LocalAws.Lambda.Api;
using WebhookSystem.LocalAws.Lambda.Kept;
using WebhookSystem.LocalAws.Lambda.Streams;

namespace WebhookSystem.LocalAws.Lambda.Mappings;

/// <summary>An event-source mapping as it is now.</summary>
/// <param name="Progress">Kept over updates.</param>
internal sealed record Mapping(Guid Id, SourceSettings Settings, DateTimeOffset Modified, StreamProgress Progress);

/// <summary>The event-source mappings, and their drivers.</summary>
internal sealed class MappingCatalog(DriverFactory drivers, LambdaLog log, TimeProvider time) : IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1);
    private readonly SortedDictionary<Guid, (Mapping Mapping, RunningDriver? Driver)> _mappings = [];

    public async Task<IReadOnlyList<Mapping>> ListAsync(
        string? function, string? sourceArn, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            return [.. _mappings.Values.Select(static one => one.Mapping)
                .Where(mapping => function is null || mapping.Settings.Function == LambdaArns.NameOf(function))
                .Where(mapping => sourceArn is null || mapping.Settings.SourceArn == sourceArn)];
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<Mapping> AddAsync(SourceSettings settings, CancellationToken cancellationToken)
    {
        await drivers.EnsureSourceAsync(settings, cancellationToken);
        return await ChangeAsync(Guid.NewGuid(), _ =>
        {
            var there = _mappings.Values.Select(static one => one.Mapping).FirstOrDefault(mapping =>
                mapping.Settings.SourceArn == settings.SourceArn && mapping.Settings.Function == settings.Function);
            return there is null ? settings : throw Duplicate(there);
        }, cancellationToken);
    }

    public Task<Mapping> UpdateAsync(
        Guid id, Func<SourceSettings, SourceSettings> change, CancellationToken cancellationToken) =>
        ChangeAsync(id, current => change((current ?? throw Unknown()).Settings), cancellationToken);

    public async Task<Mapping> RemoveAsync(Guid id, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!_mappings.Remove(id, out var removed))
                throw Unknown();
            if (removed.Driver is not null)
                await removed.Driver.DisposeAsync();
            log.Remove(LambdaKind.Mapping, id.ToString());
            return removed.Mapping;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<Mapping> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await ListAsync(null, null, cancellationToken)).FirstOrDefault(mapping => mapping.Id == id) ?? throw Unknown();

    /// <summary>Brings back a mapping that was there before this process.</summary>
    public void Restore(Guid id, ReaderState state) => Put(id, state, null);

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, driver) in _mappings.Values)
        {
            if (driver is not null)
                await driver.DisposeAsync();
        }

        _gate.Dispose();
    }

    private async Task<Mapping> ChangeAsync(
        Guid id, Func<Mapping?, SourceSettings> change, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var (current, driver) = _mappings.GetValueOrDefault(id);
            var settings = change(current);
            if (driver is not null)
                await driver.DisposeAsync();
            var state = new ReaderState(settings, time.GetUtcNow());
            log.Set(LambdaKind.Mapping, id.ToString(), state);
            return Put(id, state, current?.Progress);
        }
        finally
        {
            _gate.Release();
        }
    }

    private Mapping Put(Guid id, ReaderState state, StreamProgress? progress)
    {
        var settings = state.Settings;
        var mapping = new Mapping(
            id, settings, state.Time, progress ?? new(log, LambdaKind.Mapping, id.ToString()));
        _mappings[id] = (mapping, settings.IsEnabled
            ? drivers.Start(settings, mapping.Progress, LambdaArns.OfFunction(settings.Function)) : null);
        return mapping;
    }

    // Lambda has other words for a queue.
    private static Wire.AwsException Duplicate(Mapping there)
    {
        var names = $"arn (\" {there.Settings.SourceArn} \") and function (\" {there.Settings.Function} \")";
        return RestErrors.Conflict((there.Settings is QueueSettings
            ? $"An event source mapping with SQS {names} already exists. "
            : $"The event source {names} provided mapping already exists. ")
            + $"Please update or delete the existing mapping with UUID {there.Id}");
    }

    private static Wire.AwsException Unknown() => RestErrors.NotFound("The resource you requested does not exist.");
}
