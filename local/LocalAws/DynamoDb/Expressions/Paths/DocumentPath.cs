using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;

/// <summary>One step into a document: a member's name, or an element's index.</summary>
internal readonly record struct PathStep(string? Name, int Index)
{
    public static PathStep Member(string name) => new(name, -1);

    public static PathStep Element(int index) => new(null, index);

    public override string ToString() => Name ?? $"[{Index}]";
}

/// <summary>Where in an item something stands, e.g. <c>a.b[3]</c>. The first step is always a name.</summary>
internal sealed record DocumentPath(PathStep[] Steps)
{
    /// <summary>The attribute it begins with.</summary>
    public string Root => Steps[0].Name!;

    public AttributeValue? Find(Item item)
    {
        var value = item[Root];
        for (var i = 1; i < Steps.Length && value is not null; i++)
            value = Into(value, Steps[i]);
        return value;
    }

    public static AttributeValue? Into(AttributeValue value, PathStep step) => (value, step) switch
    {
        (MapValue map, { Name: { } name }) => map.Members[name],
        (ListValue list, { Name: null }) when step.Index < list.Elements.Length => list.Elements[step.Index],
        _ => null,
    };

    /// <summary>One of the two is, or lies within, the other.</summary>
    public bool Overlaps(DocumentPath other)
    {
        var common = Math.Min(Steps.Length, other.Steps.Length);
        return Steps.AsSpan(0, common).SequenceEqual(other.Steps.AsSpan(0, common));
    }

    /// <summary>The two differ first where one wants a map and the other a list.</summary>
    public bool Conflicts(DocumentPath other)
    {
        var common = Steps.AsSpan().CommonPrefixLength(other.Steps);
        return common < Steps.Length && common < other.Steps.Length
            && Steps[common].Name is null != other.Steps[common].Name is null;
    }

    public bool Equals(DocumentPath? other) => other is not null && Steps.AsSpan().SequenceEqual(other.Steps);

    public override int GetHashCode() => HashCode.Combine(Root, Steps.Length);

    /// <summary>How AWS shows a path in an error message.</summary>
    public override string ToString() => $"[{string.Join(", ", Steps)}]";
}
