using WebhookSystem.Contracts.Events;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Extract;

/// <summary>
/// An event on its way to the queue. There is no other way to make one than of a request that has its verdict, and none
/// to send anything else.
/// </summary>
internal readonly struct AdmittedEvent
{
    private AdmittedEvent(InboxMessage message, ReadOnlyMemory<byte> body) => (Message, Body) = (message, body);

    /// <summary>Without its body.</summary>
    public InboxMessage Message { get; }

    public ReadOnlyMemory<byte> Body { get; }

    /// <param name="at">Its place among the request's events.</param>
    public static AdmittedEvent Of<THeaders>(
        KnownSource source, Admitted<THeaders> request, int at, Arrival arrival)
        where THeaders : ISignedHeaders =>
        new(EventReader.Read(source, request, request.Events[at], arrival), request.Events[at].Body);
}
