namespace WebhookSystem.Verification.Facts;

/// <summary>How sure it is that a provider signs as its entry says.</summary>
public enum Certainty
{
    /// <summary>Nobody looked: not fit for a catalogue.</summary>
    Unstated,

    /// <summary>Read in the provider's own documents or library, or checked against its published signatures.</summary>
    Official,

    /// <summary>As another catalogue of providers states it.</summary>
    Peer,

    /// <summary>From memory: to be checked against the provider before it is relied on.</summary>
    Memory,
}

/// <summary>How a request is proved to be its sender's.</summary>
public enum Algorithm
{
    HmacSha256,
    HmacMd5,
    HmacSha1,
    HmacSha384,
    HmacSha512,

    /// <summary>SHA-256 over the secret and then the content: older than HMAC, and weaker.</summary>
    Sha256OfSecret,

    Ed25519,
    EcdsaSha256,
    EcdsaSha1,
    RsaSha1,
    RsaSha256,

    /// <summary>A JSON Web Token, which may hold digests of what it comes with.</summary>
    Token,

    /// <summary>The secret itself, with every request.</summary>
    SharedSecret,

    /// <summary>HTTP Basic; the secret is <c>user:password</c>.</summary>
    Basic,
}

/// <summary>How the signature header holds its signatures.</summary>
public enum HeaderGrammar
{
    /// <summary>One signature, after the prefix.</summary>
    One,

    /// <summary><c>name=value</c> pairs between separators, commas if not stated.</summary>
    Pairs,

    /// <summary>Signatures between separators, blanks if not stated, each after the prefix.</summary>
    List,

    /// <summary>The timestamp, then signatures, between separators, commas if not stated.</summary>
    TimestampFirst,

    /// <summary><c>name|signature</c> between separators, ampersands if not stated.</summary>
    Bars,

    /// <summary>Base64 of a JSON object with the signature under the name.</summary>
    EncodedObject,
}

/// <summary>How bytes are written as text.</summary>
public enum BytesEncoding
{
    Raw,
    Hex,

    /// <summary>Hexadecimal in lower case and in no other spelling.</summary>
    HexLower,

    Base64,

    /// <summary>Base64 of the URL alphabet, without padding.</summary>
    Base64Url,
}

/// <summary>What is done to a secret before it is a key.</summary>
public enum KeyStep
{
    None,

    /// <summary>Unicode's compatibility decomposition.</summary>
    Decompose,

    /// <summary>Its SHA-1 digest is the key.</summary>
    Sha1,

    /// <summary>Its SHA-256 digest is the key.</summary>
    Sha256,
}

/// <summary>How a timestamp is written.</summary>
public enum TimestampForm
{
    Seconds,
    Milliseconds,

    /// <summary>RFC 3339, to any fraction of a second.</summary>
    Rfc3339,
}
