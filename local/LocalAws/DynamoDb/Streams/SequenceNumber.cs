using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace WebhookSystem.LocalAws.DynamoDb.Streams;

/// <summary>A place in a stream: on the wire 21 digits or more, here the count above the first.</summary>
internal readonly record struct SequenceNumber(long Count) : IComparable<SequenceNumber>
{
    private static readonly UInt128 Origin = UInt128.Parse("100000000000000000000", CultureInfo.InvariantCulture);

    public static bool operator <(SequenceNumber left, SequenceNumber right) => left.Count < right.Count;

    public static bool operator >(SequenceNumber left, SequenceNumber right) => left.Count > right.Count;

    public SequenceNumber Next => new(Count + 1);

    public static bool TryParse([NotNullWhen(true)] string? text, out SequenceNumber number)
    {
        var isNumber = UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        var count = isNumber && value >= Origin ? value - Origin : 0;
        number = new(count <= (UInt128)(long.MaxValue - 1) ? (long)count : long.MaxValue - 1);
        return isNumber;
    }

    public int CompareTo(SequenceNumber other) => Count.CompareTo(other.Count);

    public override string ToString() => (Origin + (UInt128)Count).ToString(CultureInfo.InvariantCulture);
}
