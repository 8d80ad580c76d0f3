using System.Text.Json;

namespace WebhookSystem.LocalAws.DynamoDb.Values;

/// <summary>A list; its elements count one byte each on top of their content, the list three.</summary>
internal sealed record ListValue(AttributeValue[] Elements) : AttributeValue
{
    public override string Type => "L";

    public override int Size => 3 + Elements.Sum(static element => element.Size + 1);

    public override int? Length => Elements.Length;

    public override int Depth => 1 + Elements.Select(static element => element.Depth).DefaultIfEmpty().Max();

    public bool Equals(ListValue? other) => other is not null && Elements.AsSpan().SequenceEqual(other.Elements);

    public override int GetHashCode() => Elements.Length;

    public override string Describe() => $"{{L:[{string.Join(",", Elements.Select(static e => e.Describe()))}]}}";

    protected override void WriteTyped(Utf8JsonWriter output)
    {
        output.WriteStartArray("L"u8);
        foreach (var element in Elements)
            element.Write(output);
        output.WriteEndArray();
    }
}

internal sealed record MapValue(Item Members) : AttributeValue
{
    public override string Type => "M";

    public override int Size => 3 + Members.Size + Members.Count;

    public override int? Length => Members.Count;

    public override int Depth => 1 + Members.Depth;

    public override string Describe() =>
        $"{{M:{{{string.Join(",", Members.Select(static m => $"{m.Key}={m.Value.Describe()}"))}}}}}";

    protected override void WriteTyped(Utf8JsonWriter output)
    {
        output.WritePropertyName("M"u8);
        Members.Write(output);
    }
}
