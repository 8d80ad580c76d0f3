using System.Collections;
using System.Text;
using System.Text.Json;

namespace WebhookSystem.LocalAws.DynamoDb.Values;

/// <summary>An item, or a map within one: immutable, its attributes in one array sorted by name.</summary>
internal sealed class Item : IEquatable<Item>, IEnumerable<KeyValuePair<string, AttributeValue>>
{
    private static readonly Comparer<KeyValuePair<string, AttributeValue>> ByName =
        Comparer<KeyValuePair<string, AttributeValue>>.Create(static (a, b) => string.CompareOrdinal(a.Key, b.Key));

    private readonly KeyValuePair<string, AttributeValue>[] _attributes;
    private int _size = -1;

    private Item(KeyValuePair<string, AttributeValue>[] sorted) => _attributes = sorted;

    public static Item Empty { get; } = new([]);

    public int Count => _attributes.Length;

    /// <summary>Bytes by which DynamoDB bills and limits: names and values.</summary>
    public int Size => _size >= 0 ? _size : _size = Measure();

    public int Depth => _attributes.Aggregate(0, static (deepest, a) => Math.Max(deepest, a.Value.Depth));

    public AttributeValue? this[string name]
    {
        get
        {
            var at = Find(name);
            return at < 0 ? null : _attributes[at].Value;
        }
    }

    /// <summary>Takes ownership of <paramref name="attributes"/>; a repeated name keeps its last value.</summary>
    public static Item Of(List<KeyValuePair<string, AttributeValue>> attributes)
    {
        var sorted = attributes.ToArray();
        Array.Sort(sorted, ByName);
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i - 1].Key == sorted[i].Key)
                return attributes.Aggregate(Empty, static (item, a) => item.With(a.Key, a.Value));
        }

        return new(sorted);
    }

    public Item With(string name, AttributeValue value)
    {
        var at = Find(name);
        if (at < 0)
            return new([.. _attributes.AsSpan(0, ~at), new(name, value), .. _attributes.AsSpan(~at)]);

        var copy = _attributes.AsSpan().ToArray();
        copy[at] = new(name, value);
        return new(copy);
    }

    public Item Without(string name)
    {
        var at = Find(name);
        return at < 0 ? this : new([.. _attributes.AsSpan(0, at), .. _attributes.AsSpan(at + 1)]);
    }

    /// <summary>The item with none but the named attributes; names it does not have are passed over.</summary>
    public Item Only(IReadOnlySet<string> names) => new([.. _attributes.Where(a => names.Contains(a.Key))]);

    public void Write(Utf8JsonWriter output)
    {
        output.WriteStartObject();
        foreach (var (name, value) in _attributes)
        {
            output.WritePropertyName(name);
            value.Write(output);
        }

        output.WriteEndObject();
    }

    public bool Equals(Item? other) => other is not null
        && (ReferenceEquals(this, other) || _attributes.AsSpan().SequenceEqual(other._attributes));

    public override bool Equals(object? obj) => Equals(obj as Item);

    public override int GetHashCode() => Count;

    public IEnumerator<KeyValuePair<string, AttributeValue>> GetEnumerator() =>
        _attributes.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int Measure()
    {
        var size = 0;
        foreach (var (name, value) in _attributes)
            size += Encoding.UTF8.GetByteCount(name) + value.Size;
        return size;
    }

    /// <summary>Index of the attribute, or the complement of where it would stand.</summary>
    private int Find(string name)
    {
        int low = 0, high = _attributes.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = string.CompareOrdinal(_attributes[middle].Key, name);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }
}
