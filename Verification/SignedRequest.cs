namespace WebhookSystem.Verification;

/// <summary>A request's headers, wherever they come from.</summary>
public interface ISignedHeaders
{
    /// <summary>How often the header stands, in any case; <paramref name="value"/> is the first, or empty.</summary>
    int Read(string name, out string value);
}

/// <summary>A request as it came: its headers and the raw body.</summary>
/// <param name="Address">Its method and address, for the schemes that sign them.</param>
public readonly record struct SignedRequest<THeaders>(
    THeaders Headers, ReadOnlyMemory<byte> Body, RequestAddress Address = default)
    where THeaders : ISignedHeaders;

/// <summary>What a request asks of which address.</summary>
/// <param name="Url">The whole address as the sender has it, unchanged; null where it is not known.</param>
public readonly record struct RequestAddress(string? Method, string? Url);
