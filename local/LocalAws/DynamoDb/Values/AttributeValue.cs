using System.Text.Json;

namespace WebhookSystem.LocalAws.DynamoDb.Values;

/// <summary>One immutable value of an item. Equality is DynamoDB's: by type and content, sets without order.</summary>
internal abstract record AttributeValue
{
    /// <summary>DynamoDB's own letter for the type, e.g. <c>S</c>.</summary>
    public abstract string Type { get; }

    /// <summary>Bytes that the value counts for in item size and capacity, without its name.</summary>
    public abstract int Size { get; }

    /// <summary>An empty string or binary, which no key may be.</summary>
    public virtual bool IsEmpty => false;

    /// <summary>The type of an empty value, in words.</summary>
    public string Kind => Type == "S" ? "string" : "binary";

    /// <summary>What <c>size()</c> gives, or null where the type has no size.</summary>
    public virtual int? Length => null;

    /// <summary>How many lists and maps lie within one another, this one included.</summary>
    public virtual int Depth => 0;

    /// <summary>Writes the value with its type, e.g. <c>{"S":"a"}</c>.</summary>
    public void Write(Utf8JsonWriter output)
    {
        output.WriteStartObject();
        WriteTyped(output);
        output.WriteEndObject();
    }

    /// <summary>
    /// Orders two values of the same ordered type (S, N, B); null where there is no order between them.
    /// </summary>
    public static int? Compare(AttributeValue left, AttributeValue right) => (left, right) switch
    {
        (StringValue a, StringValue b) => Utf8Order.Compare(a.Text, b.Text),
        (NumberValue a, NumberValue b) => a.Number.CompareTo(b.Number),
        (BinaryValue a, BinaryValue b) => a.Bytes.AsSpan().SequenceCompareTo(b.Bytes),
        _ => null,
    };

    /// <summary>How AWS shows a value inside an error message.</summary>
    public abstract string Describe();

    protected abstract void WriteTyped(Utf8JsonWriter output);
}
