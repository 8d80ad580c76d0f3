namespace WebhookSystem.Client.Consume;

/// <summary>How a message stands to those of its key that were handled before.</summary>
public enum Standing
{
    /// <summary>The one after the last: to be handled.</summary>
    Next,

    /// <summary>The first that is seen of a key that had events before: this consumer came later.</summary>
    Joined,

    /// <summary>Handled before: a queue delivers at least once. To be deleted and nothing else.</summary>
    Repeated,

    /// <summary>An operator asked for it once more; its ordinal is the one it had.</summary>
    Replayed,

    /// <summary>
    /// Not the one after the last. On the default route something is missing, which must not be; a route with a pattern
    /// skips what it does not take.
    /// </summary>
    Gap,
}
