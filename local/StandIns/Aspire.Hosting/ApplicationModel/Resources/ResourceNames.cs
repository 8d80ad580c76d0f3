namespace Aspire.Hosting.ApplicationModel;

/// <summary>What a resource may be called, and how names are compared and written into environment variables.</summary>
internal static class ResourceNames
{
    private const int LengthMax = 64;

    public static StringComparer Comparer => StringComparer.OrdinalIgnoreCase;

    public static bool AreEqual(string? left, string? right) => Comparer.Equals(left, right);

    public static void Check(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var isGood = name.Length <= LengthMax
            && char.IsAsciiLetter(name[0])
            && name[^1] != '-'
            && name.All(static character => char.IsAsciiLetterOrDigit(character) || character == '-')
            && !name.Contains("--", StringComparison.Ordinal);
        if (!isGood)
        {
            throw new ArgumentException(
                $"Resource name '{name}' is invalid: it must have 1 to {LengthMax} ASCII letters, digits and single "
                + "hyphens, start with a letter and not end with a hyphen.", nameof(name));
        }
    }

    /// <summary>As part of an environment variable's name: <c>local-aws</c> becomes <c>LOCAL_AWS</c>.</summary>
    public static string ForEnvironment(string name)
    {
        var encoded = string.Concat(name.Select(static character =>
            char.IsAsciiLetterOrDigit(character) ? char.ToUpperInvariant(character) : '_'));
        return encoded.Length > 0 && char.IsAsciiDigit(encoded[0]) ? "_" + encoded : encoded;
    }
}
