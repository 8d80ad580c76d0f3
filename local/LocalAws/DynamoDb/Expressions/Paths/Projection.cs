using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;

/// <summary>
/// What of an item to answer, as a tree of its paths: inner maps keep their shape, lists close their gaps.
/// </summary>
internal sealed class Projection
{
    private readonly SortedDictionary<string, Projection> _members = new(StringComparer.Ordinal);
    private readonly SortedDictionary<int, Projection> _elements = [];

    private Projection()
    {
    }

    /// <summary>The attributes that the paths begin with.</summary>
    public IEnumerable<string> Roots => _members.Keys;

    private bool IsWhole => _members.Count == 0 && _elements.Count == 0;

    public static Projection Of(IEnumerable<DocumentPath> paths)
    {
        var root = new Projection();
        foreach (var path in paths)
        {
            var node = root;
            foreach (var step in path.Steps)
                node = node.Child(step);
        }

        return root;
    }

    public Item Apply(Item item) => Inside(item);

    private AttributeValue? Inside(AttributeValue value)
    {
        if (IsWhole)
            return value;
        if (value is MapValue map && Inside(map.Members) is { Count: > 0 } members)
            return new MapValue(members);
        if (value is ListValue list && Inside(list.Elements) is { Length: > 0 } elements)
            return new ListValue(elements);
        return null;
    }

    private Item Inside(Item item)
    {
        var kept = new List<KeyValuePair<string, AttributeValue>>();
        foreach (var (name, child) in _members)
        {
            if (item[name] is { } value && child.Inside(value) is { } inner)
                kept.Add(new(name, inner));
        }

        return Item.Of(kept);
    }

    private AttributeValue[] Inside(AttributeValue[] list)
    {
        var kept = new List<AttributeValue>();
        foreach (var (index, child) in _elements)
        {
            if (index < list.Length && child.Inside(list[index]) is { } inner)
                kept.Add(inner);
        }

        return [.. kept];
    }

    private Projection Child(PathStep step)
    {
        if (step.Name is { } name)
            return _members.TryGetValue(name, out var member) ? member : _members[name] = new();
        return _elements.TryGetValue(step.Index, out var element) ? element : _elements[step.Index] = new();
    }
}
