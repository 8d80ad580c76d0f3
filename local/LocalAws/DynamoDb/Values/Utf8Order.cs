namespace WebhookSystem.LocalAws.DynamoDb.Values;

/// <summary>
/// The order of two strings' UTF-8 bytes. UTF-16 code units have the same order but for surrogates, which stand below
/// U+E000–FFFF while the characters they encode stand above.
/// </summary>
internal static class Utf8Order
{
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
            return left.Length.CompareTo(right.Length);

        return Weight(left[common]).CompareTo(Weight(right[common]));
    }

    private static int Weight(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
