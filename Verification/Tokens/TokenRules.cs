using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Tokens;

/// <summary>How a token may be signed.</summary>
public enum TokenAlgorithm
{
    HS256,
    HS384,
    HS512,
    RS256,
    ES256,
    EdDSA,
}

/// <summary>What a JSON Web Token must be for its request to be believed.</summary>
public sealed record TokenRules
{
    /// <summary>No other counts, whatever the token says: keys of both kinds never stand in one entry.</summary>
    public required TokenAlgorithm[] Algorithms { get; init; }

    public string? Issuer { get; init; }

    /// <summary>The claim with the body's SHA-256; null where the token says nothing of the body.</summary>
    public string? BodyHash { get; init; }

    public BytesEncoding BodyHashEncoding { get; init; } = BytesEncoding.Hex;

    /// <summary>The claim with the SHA-256 of the address, in hexadecimal.</summary>
    public string? UrlHash { get; init; }

    /// <summary>The claim <c>qsh</c> holds the SHA-256 of method, path and sorted query.</summary>
    public bool RequestHash { get; init; }

    /// <summary>The request's whole body is the token.</summary>
    public bool IsBody { get; init; }

    /// <summary>A bearer token: good until it expires, which it has to say, however long ago it was issued.</summary>
    public bool UntilExpiry { get; init; }

    /// <summary>Claims and what they must be; of one that is an array, an element.</summary>
    public Dictionary<string, string> Claims { get; init; } = [];

    /// <summary>Claims that the secret states the value of, such as the audience.</summary>
    public string[] FromSecret { get; init; } = [];

    internal bool IsShared => Algorithms.Any(algorithm => algorithm <= TokenAlgorithm.HS512);
}
