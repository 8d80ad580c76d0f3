namespace WebhookSystem.Consumer;

/// <summary>How an event stands to those of its key that were seen before.</summary>
internal enum Standing
{
    /// <summary>The one after the last.</summary>
    Next,

    /// <summary>The first that is seen of a key that had events before: this consumer came later.</summary>
    Joined,

    /// <summary>Seen before: a queue delivers at least once.</summary>
    Repeated,

    /// <summary>Not the one after the last: something is missing, which must not be.</summary>
    Gap,
}

/// <summary>How far each key has come: all that a consumer needs to tell repeated events from new ones.</summary>
internal sealed class KeyOrder(int keysMax = KeyOrder.KeysMax)
{
    /// <summary>A key that is forgotten is as if this consumer had just joined.</summary>
    private const int KeysMax = 100_000;

    private readonly Dictionary<(string Source, string Key), long> _last = [];
    private readonly Queue<(string Source, string Key)> _oldestFirst = new();

    public int Count => _last.Count;

    public Standing See(string source, string key, long ordinal)
    {
        var standing = _last.TryGetValue((source, key), out var last) switch
        {
            false when ordinal == 1 => Standing.Next,
            false => Standing.Joined,
            true when ordinal <= last => Standing.Repeated,
            true when ordinal == last + 1 => Standing.Next,
            true => Standing.Gap,
        };
        if (standing != Standing.Repeated)
            Remember((source, key), ordinal);
        return standing;
    }

    private void Remember((string Source, string Key) key, long ordinal)
    {
        if (!_last.ContainsKey(key))
        {
            if (_last.Count == keysMax)
                _last.Remove(_oldestFirst.Dequeue());
            _oldestFirst.Enqueue(key);
        }

        _last[key] = ordinal;
    }
}
