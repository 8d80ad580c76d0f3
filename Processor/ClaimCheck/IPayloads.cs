using WebhookSystem.Contracts.Events;

namespace WebhookSystem.Processor.ClaimCheck;

/// <summary>The store of claim-checked bodies.</summary>
internal interface IPayloads
{
    /// <summary>Redeems a ticket: the object is there, of its size and digest.</summary>
    /// <exception cref="BodyException">It is not.</exception>
    Task CheckAsync(ClaimTicket ticket, CancellationToken cancellationToken);

    /// <summary>
    /// Writes the object before anyone holds its ticket. One that is there already is the same: its key is its digest.
    /// </summary>
    Task<ClaimTicket> CheckInAsync(InboxMessage inbox, byte[] body, CancellationToken cancellationToken);
}
