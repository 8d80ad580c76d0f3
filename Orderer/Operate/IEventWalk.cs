using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Orderer.Operate;

/// <summary>The table as an operator walks through it, page by page.</summary>
internal interface IEventWalk
{
    /// <summary>Events that have an order and are not expired.</summary>
    /// <param name="key">Null: those of every key.</param>
    /// <param name="after">Where the page before ended; null: from the beginning.</param>
    Task<WalkPage<EventLine>> EventsAsync(KeyName? key, string? after, CancellationToken cancellationToken);

    /// <summary>Keys that hold something since before then.</summary>
    Task<WalkPage<KeyName>> UnsettledAsync(DateTimeOffset before, string? after, CancellationToken cancellationToken);

    /// <summary>Which of these events are quarantined or dead.</summary>
    Task<IReadOnlySet<string>> AsideAsync(
        KeyName key, IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>The event is no longer quarantined, or dead.</summary>
    Task ForgetAsideAsync(KeyName key, string id, CancellationToken cancellationToken);
}

/// <summary>An event without its body.</summary>
internal sealed record EventLine(KeyName Key, EventName Name);

/// <summary>A page of a walk.</summary>
/// <param name="Next">Where the next one begins; null: this was the last.</param>
internal sealed record WalkPage<T>(IReadOnlyList<T> Lines, string? Next);
