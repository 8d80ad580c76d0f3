namespace WebhookSystem.Verification;

/// <summary>A request as it came: its headers with all their values, and the raw body.</summary>
public readonly record struct SignedRequest(
    Func<string, IReadOnlyList<string?>> HeaderValues, ReadOnlyMemory<byte> Body)
{
    /// <summary>A header that stands exactly once; twice is as wrong as not at all.</summary>
    internal Verdict TryHeader(string name, out string value)
    {
        var values = HeaderValues(name);
        value = values.Count == 1 ? values[0] ?? "" : "";
        if (values.Count == 0)
            return Verdict.MissingHeader;
        return value.Length > 0 ? Verdict.Genuine : Verdict.MalformedHeader;
    }
}
