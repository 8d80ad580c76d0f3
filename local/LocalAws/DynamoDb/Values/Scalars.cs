using System.Text;
using System.Text.Json;

namespace WebhookSystem.LocalAws.DynamoDb.Values;

internal sealed record StringValue(string Text) : AttributeValue
{
    public override string Type => "S";

    public override int Size => Encoding.UTF8.GetByteCount(Text);

    public override bool IsEmpty => Text.Length == 0;

    public override int? Length => Size;

    public override string Describe() => $"{{S:{Text}}}";

    protected override void WriteTyped(Utf8JsonWriter output) => output.WriteString("S"u8, Text);
}

internal sealed record NumberValue(DynamoNumber Number) : AttributeValue
{
    public override string Type => "N";

    public override int Size => Number.Size;

    public override string Describe() => $"{{N:{Number}}}";

    protected override void WriteTyped(Utf8JsonWriter output) => output.WriteString("N"u8, Number.ToString());
}

internal sealed record BinaryValue(byte[] Bytes) : AttributeValue
{
    public override string Type => "B";

    public override int Size => Bytes.Length;

    public override bool IsEmpty => Bytes.Length == 0;

    public override int? Length => Bytes.Length;

    public bool Equals(BinaryValue? other) => other is not null && Bytes.AsSpan().SequenceEqual(other.Bytes);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    public override string Describe() => $"{{B:{Convert.ToBase64String(Bytes)}}}";

    protected override void WriteTyped(Utf8JsonWriter output) => output.WriteBase64String("B"u8, Bytes);
}

internal sealed record BooleanValue(bool Flag) : AttributeValue
{
    public override string Type => "BOOL";

    public override int Size => 1;

    public override string Describe() => $"{{BOOL:{(Flag ? "true" : "false")}}}";

    protected override void WriteTyped(Utf8JsonWriter output) => output.WriteBoolean("BOOL"u8, Flag);
}

internal sealed record NullValue : AttributeValue
{
    public static NullValue Instance { get; } = new();

    public override string Type => "NULL";

    public override int Size => 1;

    public override string Describe() => "{NULL:true}";

    protected override void WriteTyped(Utf8JsonWriter output) => output.WriteBoolean("NULL"u8, true);
}
