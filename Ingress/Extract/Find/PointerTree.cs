using System.Globalization;
using System.Text;
using System.Text.Json;

namespace WebhookSystem.Ingress.Extract.Find;

/// <summary>JSON pointers joined at their common beginnings, so that one walk over a body meets them all.</summary>
internal sealed class PointerTree
{
    private readonly List<PointerTree> _children = [];
    private readonly byte[] _name;
    private readonly int _index;

    public PointerTree()
        : this("")
    {
    }

    private PointerTree(string name)
    {
        _name = Encoding.UTF8.GetBytes(name);
        var isIndex = int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && (name.Length == 1 || name[0] != '0');
        _index = isIndex ? index : -1;
    }

    public bool IsLeaf => _children.Count == 0;

    /// <summary>Where a value that stands here goes; negative where none is wanted.</summary>
    public int Place { get; private set; } = -1;

    /// <summary>Adds a pointer; one that is there already keeps its place.</summary>
    public int Add(string pointer, int place)
    {
        var node = this;
        foreach (var token in pointer.Split('/').Skip(1))
        {
            node = node.ChildNamed(token
                .Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));
        }

        if (node.Place < 0)
            node.Place = place;
        return node.Place;
    }

    /// <summary>The child that the reader's property name leads to, and its number among its siblings.</summary>
    public PointerTree? Child(ref readonly Utf8JsonReader reader, out int number)
    {
        for (number = 0; number < _children.Count; number++)
        {
            if (reader.ValueTextEquals(_children[number]._name))
                return _children[number];
        }

        return null;
    }

    public PointerTree? Child(int index) => _children.Find(child => child._index == index);

    /// <summary>Makes absent again what stands here and below.</summary>
    public void Forget(Span<JsonSlice> values)
    {
        if (Place >= 0)
            values[Place] = default;
        foreach (var child in _children)
            child.Forget(values);
    }

    private PointerTree ChildNamed(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        var child = _children.Find(known => known._name.AsSpan().SequenceEqual(bytes));
        if (child is null)
            _children.Add(child = new(name));
        return child;
    }
}
