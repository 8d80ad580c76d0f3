using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Dashboard.Consult;
using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Fetch;

/// <summary>
/// Where a released event went: its message is made anew and held against the routes, as they are configured now.
/// </summary>
internal sealed class DeliverySource(StoredEvents events, SourceBook book)
{
    /// <summary>What an event without an ordering key is sent as: it is its key's only one.</summary>
    private const long OnlyOrdinal = 1;

    /// <returns>Null where the event is not released, or no longer there.</returns>
    /// <exception cref="InvalidDataException">The stored body is damaged.</exception>
    public async Task<Delivery?> FindAsync(EventDetail detail, CancellationToken cancellationToken)
    {
        var ordinal = detail.Ordinal ?? (detail.Ordered ? null : OnlyOrdinal);
        if (detail.State != EventState.Released || ordinal is not { } known)
            return null;
        var stored = await events.FindAsync(
            new EventName(detail.Source, detail.Key, detail.Id), conflict: null, cancellationToken);
        if (stored is null)
            return null;
        var message = stored.ToOrdered(known, detail.Ordered ? detail.Marks : ReleaseMarks.None).ToUtf8();
        return new(
            book.Routes.For(message), message.Length, FifoIds.GroupOf(detail.Source, detail.Key),
            FifoIds.DeduplicationOf(detail.Source, detail.Key, known));
    }
}

/// <summary>A released event as the routes' queues take it.</summary>
/// <param name="Queues">The default's first.</param>
/// <param name="Size">Bytes of the CloudEvent.</param>
/// <param name="Group">Message group: within it a queue keeps the order.</param>
/// <param name="Deduplication">What a queue knows the message by for five minutes.</param>
internal sealed record Delivery(IReadOnlyList<string> Queues, int Size, string Group, string Deduplication);
