using System.Collections.Concurrent;
using WebhookSystem.LocalAws.Lambda.Kept;

namespace WebhookSystem.LocalAws.Lambda.Streams;

/// <summary>
/// How far a mapping or a pipe has come in a stream. It outlives the driver, so that an updated mapping goes on from
/// there, and what is kept of it outlives the process.
/// </summary>
internal sealed class StreamProgress
{
    private readonly LambdaLog _log;
    private readonly string _reader;
    private readonly ConcurrentDictionary<string, ShardProgress> _shards = new(StringComparer.Ordinal);

    /// <param name="log">Where it is kept.</param>
    /// <param name="kind">A mapping or a pipe.</param>
    /// <param name="name">Of the mapping or pipe.</param>
    public StreamProgress(LambdaLog log, LambdaKind kind, string name)
    {
        (_log, _reader) = (log, LambdaLog.ReaderOf(kind, name));
        foreach (var (place, state) in log.All<ShardProgressState>(LambdaKind.Progress))
        {
            if (place.StartsWith(_reader, StringComparison.Ordinal))
                Of(place[_reader.Length..]).Restore(state);
        }
    }

    public bool HasBegun => !_shards.IsEmpty;

    public ShardProgress Of(string shardId) => _shards.GetOrAdd(
        shardId, id => new(id, state => _log.Set(LambdaKind.Progress, _reader + id, state)));
}
