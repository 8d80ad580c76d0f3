using WebhookSystem.LocalAws.Lambda.Api;
using WebhookSystem.LocalAws.Lambda.Streams;

namespace WebhookSystem.LocalAws.Lambda.Mappings;

/// <summary>An event-source mapping as it is now.</summary>
internal sealed record Mapping(Guid Id, SourceSettings Settings, DateTimeOffset Modified)
{
    /// <summary>Kept over updates.</summary>
    public StreamProgress Progress { get; init; } = new();
}

/// <summary>The event-source mappings, and their drivers. They are forgotten with the process.</summary>
internal sealed class MappingCatalog(DriverFactory drivers, TimeProvider time) : IAsyncDisposable
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
            return there is null ? settings : throw RestErrors.Conflict(
                $"The event source arn (\" {settings.SourceArn} \") and function (\" {settings.Function} \") "
                + $"provided mapping already exists. "
                + $"Please update or delete the existing mapping with UUID {there.Id}");
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
            return removed.Mapping;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<Mapping> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await ListAsync(null, null, cancellationToken)).FirstOrDefault(mapping => mapping.Id == id) ?? throw Unknown();

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
            var changed = new Mapping(id, settings, time.GetUtcNow()) { Progress = current?.Progress ?? new() };
            _mappings[id] = (changed, settings.IsEnabled
                ? drivers.Start(settings, changed.Progress, LambdaArns.OfFunction(settings.Function)) : null);
            return changed;
        }
        finally
        {
            _gate.Release();
        }
    }

    private static Wire.AwsException Unknown() => RestErrors.NotFound("The resource you requested does not exist.");
}
