namespace WebhookSystem.Ingress.Receive.Answers;

/// <summary>Why a request was not accepted, as its sender may know it.</summary>
internal enum Refusal
{
    /// <summary>Its sender is not told: anybody could ask which sources there are.</summary>
    UnknownSource,

    /// <summary>Another method than POST, and no handshake of the source's provider.</summary>
    NoGreeting,

    /// <summary>Over the source's limit, as declared or as counted.</summary>
    BodyTooLarge,

    /// <summary>A batch of more events than are taken at once.</summary>
    TooManyEvents,

    /// <summary>Compressed: a small body could unpack to any size.</summary>
    BodyEncoded,

    /// <summary>The connection ended, or its framing broke, before the body did.</summary>
    BodyIncomplete,

    BodyTooSlow,

    /// <summary>Whatever the reason: a sender who may not send learns nothing from it.</summary>
    Unverified,

    TooManyRequests,

    /// <summary>More bodies are being read than memory is set aside for.</summary>
    Busy,

    /// <summary>No secret is set, or none could be read yet.</summary>
    NoSecret,

    /// <summary>The queue, or the store of large bodies, did not take it in time.</summary>
    NotStored,
}
