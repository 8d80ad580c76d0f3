using System.Text.Json;

namespace WebhookSystem.LocalAws.DynamoDb.Values;

/// <summary>A set of strings, numbers or binaries, kept sorted so that two equal sets look the same.</summary>
internal sealed record SetValue : AttributeValue
{
    private static readonly Comparer<AttributeValue> Order =
        Comparer<AttributeValue>.Create(static (left, right) => Compare(left, right) ?? 0);

    /// <param name="elementType"><c>S</c>, <c>N</c> or <c>B</c>.</param>
    /// <param name="elements">Distinct values of that type, in any order.</param>
    public SetValue(string elementType, IEnumerable<AttributeValue> elements)
    {
        ElementType = elementType;
        Elements = [.. elements];
        Array.Sort(Elements, Order);
    }

    public string ElementType { get; }

    public AttributeValue[] Elements { get; }

    public override string Type => ElementType + "S";

    public override int Size => Elements.Sum(static element => element.Size);

    public override int? Length => Elements.Length;

    public bool Contains(AttributeValue element) =>
        element.Type == ElementType && Array.BinarySearch(Elements, element, Order) >= 0;

    public SetValue Union(SetValue other) => new(ElementType, Elements.Union(other.Elements));

    public SetValue Except(SetValue other) => new(ElementType, Elements.Except(other.Elements));

    public bool Equals(SetValue? other) =>
        other is not null && ElementType == other.ElementType && Elements.AsSpan().SequenceEqual(other.Elements);

    public override int GetHashCode() => HashCode.Combine(ElementType, Elements.Length);

    public override string Describe() => $"{{{Type}:[{string.Join(",", Elements.Select(Bare))}]}}";

    protected override void WriteTyped(Utf8JsonWriter output)
    {
        output.WriteStartArray(Type);
        foreach (var element in Elements)
            output.WriteStringValue(Bare(element));
        output.WriteEndArray();
    }

    private static string Bare(AttributeValue element) => element switch
    {
        StringValue text => text.Text,
        NumberValue number => number.Number.ToString(),
        BinaryValue binary => Convert.ToBase64String(binary.Bytes),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
