using Amazon.Lambda.SQSEvents;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Processor.ClaimCheck;
using WebhookSystem.Processor.Receive;
using WebhookSystem.Processor.Store;

namespace WebhookSystem.Simulation.Inner;

/// <summary>The outside as one invocation of the Processor reaches it.</summary>
internal sealed class StorePorts(Outside outside, InvocationPorts calls) : IEventTable, IPayloads, IDeadLetters
{
    public void Announce(int events)
    {
        // As of the keys: each write is on its own.
    }

    public Task<KnownEvent?> AddAsync(StoredEvent stored, CancellationToken cancellationToken) =>
        calls.CallAsync(() => Add(stored));

    public Task<KnownEvent?> AddUniqueAsync(StoredEvent stored, CancellationToken cancellationToken) =>
        calls.CallAsync(() =>
        {
            var identity = (stored.Source, stored.EventId);
            if (outside.Identities.TryGetValue(identity, out var known))
                return known;
            outside.Identities[identity] = KnownEvent.Of(stored);
            return Add(stored);
        });

    public Task<bool> AddConflictAsync(StoredEvent contradicting, CancellationToken cancellationToken) =>
        calls.CallAsync(() => outside.Conflicts.Add((NameOf(contradicting), contradicting.Digest)));

    public Task<bool> CountDuplicateAsync(StoredEvent again, CancellationToken cancellationToken) =>
        calls.CallAsync(() => outside.Duplicates.Add((NameOf(again), again.DeliveryId)));

    public Task BuryAsync(DeadEvent dead, CancellationToken cancellationToken) =>
        calls.BuryAsync(dead, cancellationToken);

    public Task CheckAsync(ClaimTicket ticket, CancellationToken cancellationToken) =>
        calls.CallAsync(() => outside.Objects.TryGetValue(ticket.Key, out var body) && body.Length == ticket.Size
            ? true
            : throw new BodyException($"The object {ticket.Uri} is not there."));

    public Task<ClaimTicket> CheckInAsync(InboxMessage inbox, byte[] body, CancellationToken cancellationToken) =>
        calls.CallAsync(() =>
        {
            var key = ClaimTicket.KeyFor(inbox.Source, inbox.ReceivedAt, inbox.Digest);
            outside.Objects[key] = body;
            return new ClaimTicket(DoorPorts.Bucket, key, body.Length, inbox.Digest);
        });

    public Task<Outcome> MoveAsync(
        SQSEvent.SQSMessage message, string reason, CancellationToken cancellationToken) =>
        throw new InvalidOperationException($"A message could not be read: {reason}");

    private KnownEvent? Add(StoredEvent stored)
    {
        var name = NameOf(stored);
        if (outside.Events.GetValueOrDefault(name) is { } existing
            && outside.Faults.Sabotage != Sabotage.PutUnconditionally)
            return KnownEvent.Of(existing);
        outside.Store(name, stored);
        return null;
    }

    private static (KeyName Key, string Id) NameOf(StoredEvent stored) =>
        (new(stored.Source, stored.CollectionKey), stored.EventId);
}
