using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Keeps what resources write, and what is said of them, by process.</summary>
public class ResourceLoggerService : IDisposable
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(ResourceNames.Comparer);

    /// <summary>A logger whose lines stand among the resource's own.</summary>
    public ILogger GetLogger(IResource resource) =>
        new ResourceLogger([.. ResourceNotificationService.IdsOf(resource).Select(LogOf)]);

    /// <inheritdoc cref="GetLogger(IResource)"/>
    public ILogger GetLogger(string resourceName) => new ResourceLogger([LogOf(resourceName)]);

    /// <summary>The lines kept, then every new one.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) =>
        LogOf(ResourceNotificationService.IdsOf(resource)[0]).WatchAsync();

    /// <inheritdoc cref="WatchAsync(IResource)"/>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => LogOf(resourceName).WatchAsync();

    /// <summary>The lines kept, and no more.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(IResource resource) =>
        LogOf(ResourceNotificationService.IdsOf(resource)[0]).GetAllAsync();

    /// <inheritdoc cref="GetAllAsync(IResource)"/>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync(string resourceName) =>
        LogOf(resourceName).GetAllAsync();

    public void Dispose()
    {
        foreach (var log in _logs.Values)
            log.Complete();
        GC.SuppressFinalize(this);
    }

    internal ResourceLog LogOf(string id) => _logs.GetOrAdd(id, static _ => new());
}
