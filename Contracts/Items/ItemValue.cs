using System.Globalization;

namespace WebhookSystem.Contracts.Items;

/// <summary>
/// An attribute as the rooms exchange it. The table's items are made of strings, numbers and bytes alone, so that each
/// room needs no more than a few lines between this and its own client's type.
/// </summary>
public readonly record struct ItemValue
{
    private ItemValue(ItemValueKind kind, string text, ReadOnlyMemory<byte> bytes) =>
        (Kind, Text, Bytes) = (kind, text, bytes);

    public ItemValueKind Kind { get; }

    /// <summary>A string, or a number's decimal digits; empty for bytes.</summary>
    public string Text { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public static ItemValue OfText(string text) => new(ItemValueKind.Text, text, default);

    public static ItemValue OfNumber(string digits) => new(ItemValueKind.Number, digits, default);

    public static ItemValue OfNumber(long value) => OfNumber(value.ToString(CultureInfo.InvariantCulture));

    public static ItemValue OfBytes(ReadOnlyMemory<byte> bytes) => new(ItemValueKind.Bytes, "", bytes);
}

public enum ItemValueKind
{
    Text,
    Number,
    Bytes,
}
