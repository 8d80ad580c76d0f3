namespace WebhookSystem.Verification.Tests;

/// <summary>Headers as a test writes them down.</summary>
internal readonly struct Headers(IReadOnlyDictionary<string, string[]> headers) : ISignedHeaders
{
    public static Verdict Verify(
        Scheme scheme, IReadOnlyDictionary<string, string[]> headers, byte[] body, string[] secrets, DateTimeOffset now)
    {
        SigningKey[] keys = [.. secrets.Select(secret => SigningKey.From(scheme, secret)).OfType<SigningKey>()];
        return Verifier.Verify(scheme, new SignedRequest<Headers>(new(headers), body), keys, now);
    }

    public int Read(string name, out string value)
    {
        var values = headers.Where(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Value).ToArray();
        value = values.FirstOrDefault() ?? "";
        return values.Length;
    }
}
