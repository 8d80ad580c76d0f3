namespace WebhookSystem.Verification.Facts;

/// <summary>What an event without an id of its own is known by.</summary>
public enum Identity
{
    /// <summary>
    /// What is signed: the body and with it the type that it states, or the content where that is less than the body.
    /// </summary>
    SignedBytes,

    /// <summary>
    /// The type in a header as well, though it is not signed: this provider's events may differ in nothing else.
    /// </summary>
    WithType,

    /// <summary>The token, its time included: this provider says the same again when the same happens again.</summary>
    Token,

    /// <summary>The body, though only some of it is signed: too little to tell events apart by.</summary>
    Body,

    /// <summary>
    /// Nothing: each request is an event. The provider says only that there is something to fetch, each time alike.
    /// </summary>
    Delivery,
}
