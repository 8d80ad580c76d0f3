using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace WebhookSystem.Verification.Entries;

/// <summary>
/// A catalogue of which only those entries are read that somebody asks for: a process that starts for its first
/// request knows a few providers, and has no time for all.
/// </summary>
/// <exception cref="CatalogueException">Thrown on asking for an entry with a fault.</exception>
internal sealed class EntriesWhenAsked : IReadOnlyDictionary<string, Scheme>
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly Dictionary<string, Lazy<Scheme>> _entries;

    public EntriesWhenAsked(ReadOnlyMemory<byte> json)
    {
        _json = json;
        _entries = JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(
            static entry => entry.Name, entry => new Lazy<Scheme>(() => Read(entry.Name, entry.Value)));
    }

    public int Count => _entries.Count;

    public IEnumerable<string> Keys => _entries.Keys;

    public IEnumerable<Scheme> Values => _entries.Values.Select(static entry => entry.Value);

    public Scheme this[string key] => _entries[key].Value;

    public bool ContainsKey(string key) => _entries.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Scheme value)
    {
        value = _entries.GetValueOrDefault(key)?.Value;
        return value is not null;
    }

    public IEnumerator<KeyValuePair<string, Scheme>> GetEnumerator() =>
        _entries.Select(static entry => KeyValuePair.Create(entry.Key, entry.Value.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Scheme Read(string name, JsonElement entry)
    {
        var faults = new Faults(_json);
        var scheme = SchemeReader.Read(new(faults, Place: $"/{name}", name, entry));
        if (faults.All.Count == 0)
            EntryRules.Judge(name, entry, scheme, faults);
        return faults.All.Count == 0 ? scheme : throw new CatalogueException(faults.All);
    }
}
