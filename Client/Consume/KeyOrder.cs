namespace WebhookSystem.Client.Consume;

/// <summary>Tells by their ordinals messages that come for the first time from those handled before.</summary>
/// <remarks>
/// <para>The boundary: a message comes at least once. <see cref="SeeAsync"/> changes nothing; handle the message, then
/// <see cref="HandledAsync"/>, then delete it. Whoever dies in between handles it again. Where the effect and the
/// ordinal are written in one transaction of one's own store, each effect happens once.</para>
/// <para>The messages of a key are to be handled one after another, as a FIFO queue hands them out.</para>
/// </remarks>
public sealed class KeyOrder(IOrdinals ordinals)
{
    public async Task<Standing> SeeAsync(OrderedMessage message, CancellationToken cancellationToken)
    {
        if (message.Replay is not null)
            return Standing.Replayed;
        return await ordinals.LastAsync(message.Source, message.Key, cancellationToken) switch
        {
            null => message.Ordinal == 1 ? Standing.Next : Standing.Joined,
            { } last when message.Ordinal <= last => Standing.Repeated,
            { } last when message.Ordinal == last + 1 => Standing.Next,
            _ => Standing.Gap,
        };
    }

    /// <summary>After its effect is durable, and before the message is deleted.</summary>
    public async Task HandledAsync(OrderedMessage message, CancellationToken cancellationToken)
    {
        if (message.Replay is null)
            await ordinals.RaiseAsync(message.Source, message.Key, message.Ordinal, cancellationToken);
    }
}

/// <summary>How far each key was handled. To be kept as durably as the effects are.</summary>
public interface IOrdinals
{
    /// <summary>The highest ordinal handled; null where none was.</summary>
    ValueTask<long?> LastAsync(string source, string key, CancellationToken cancellationToken);

    /// <summary>Remembers the ordinal, unless a higher one is remembered.</summary>
    ValueTask RaiseAsync(string source, string key, long ordinal, CancellationToken cancellationToken);
}
