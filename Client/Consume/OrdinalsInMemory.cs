namespace WebhookSystem.Client.Consume;

/// <summary>Ordinals for as long as the process lives; a consumer that starts anew joins every key.</summary>
/// <param name="keysMax">Beyond it the key that came first is forgotten, as if this consumer had just joined.</param>
public sealed class OrdinalsInMemory(int keysMax = OrdinalsInMemory.KeysMaxByDefault) : IOrdinals
{
    private const int KeysMaxByDefault = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Source, string Key), long> _last = [];
    private readonly Queue<(string Source, string Key)> _oldestFirst = new();

    public int Count => _last.Count;

    public ValueTask<long?> LastAsync(string source, string key, CancellationToken cancellationToken)
    {
        lock (_gate)
            return new(_last.TryGetValue((source, key), out var last) ? last : null);
    }

    public ValueTask RaiseAsync(string source, string key, long ordinal, CancellationToken cancellationToken)
    {
        lock (_gate)
            Raise((source, key), ordinal);
        return default;
    }

    private void Raise((string Source, string Key) key, long ordinal)
    {
        if (_last.TryGetValue(key, out var last))
        {
            _last[key] = Math.Max(last, ordinal);
            return;
        }

        if (_last.Count == keysMax)
            _last.Remove(_oldestFirst.Dequeue());
        _oldestFirst.Enqueue(key);
        _last[key] = ordinal;
    }
}
