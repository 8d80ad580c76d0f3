using WebhookSystem.Simulator.Providers;

namespace WebhookSystem.Simulator.Plan;

/// <summary>What a request is, which decides how it has to be answered.</summary>
internal enum RequestKind
{
    /// <summary>An event for the first time: to be accepted.</summary>
    Event,

    /// <summary>An event again, under its id: to be accepted too, or a provider would go on trying.</summary>
    Duplicate,

    /// <summary>Not from the provider: to be refused.</summary>
    Forged,

    /// <summary>From the provider, and too large: to be refused.</summary>
    Oversized,

    /// <summary>From the provider, whose clock is further off than is taken: to be refused.</summary>
    Skewed,
}

/// <summary>How a forged request is wrong.</summary>
internal enum Forgery
{
    None,
    WrongSecret,
    AlteredBody,
    NoSignature,

    /// <summary>A signature recorded too long ago; only where the time is signed.</summary>
    Replayed,
}

/// <summary>A request of the plan.</summary>
/// <param name="Number">Place in the plan, from 0.</param>
/// <param name="Key">The ordering key's number.</param>
/// <param name="PositionInKey">The event's place in its key's true order, from 1.</param>
internal sealed record PlannedRequest(
    long Number, RequestKind Kind, IProvider Provider, Message Message, int Key, long PositionInKey)
{
    /// <summary>Bytes that the body is filled up to with blanks, which JSON allows at its end; 0: not at all.</summary>
    public int PaddedTo { get; init; }

    public Forgery Forgery { get; init; }

    public byte[] Body()
    {
        if (PaddedTo <= Message.Body.Length)
            return Message.Body;
        var body = new byte[PaddedTo];
        Message.Body.CopyTo(body, 0);
        body.AsSpan(Message.Body.Length).Fill((byte)' ');
        return body;
    }
}
