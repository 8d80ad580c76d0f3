namespace WebhookSystem.Verification;

/// <summary>A request's headers, wherever they come from.</summary>
public interface ISignedHeaders
{
    /// <summary>How often the header stands, in any case; <paramref name="value"/> is the first, or empty.</summary>
    int Read(string name, out string value);
}

/// <summary>A request as it came: its headers and the raw body.</summary>
public readonly record struct SignedRequest<THeaders>(THeaders Headers, ReadOnlyMemory<byte> Body)
    where THeaders : ISignedHeaders;
