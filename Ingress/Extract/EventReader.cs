using System.Buffers;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Greet;

namespace WebhookSystem.Ingress.Extract;

/// <summary>Gives every request an id of its own, in order of time.</summary>
internal delegate string NewDeliveryId(DateTimeOffset receivedAt);

/// <summary>When a request came, and the id it was given.</summary>
internal readonly record struct Arrival(DateTimeOffset At, string DeliveryId);

/// <summary>What a verified request is: an event, or a provider asking for proof of who we are.</summary>
/// <param name="Handshake">Null where the request is an event.</param>
internal readonly record struct Reading(InboxMessage Event, Handshake? Handshake);

/// <summary>Reads a verified request: what it is, its identity, key and position.</summary>
internal static class EventReader
{
    private const string TypeUnknown = "unknown";

    private static readonly SearchValues<char> NotInNames = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl), '\u2028', '\u2029']);

    /// <summary>The event without its body.</summary>
    public static Reading Read<THeaders>(KnownSource source, SignedRequest<THeaders> request, Arrival arrival)
        where THeaders : ISignedHeaders
    {
        var findings = new Findings<THeaders>(source.Wanted, request, stackalloc JsonSlice[source.Wanted.Places]);
        var digest = Digest.Of(request.Body.Span);
        var type = Name(findings.At(source.Scheme.EventType)) ?? TypeUnknown;
        var position = findings.First(source.Configuration.Position);
        var epoch = findings.First(source.Configuration.Epoch);
        var message = new InboxMessage
        {
            DeliveryId = arrival.DeliveryId,
            Source = source.Name,
            // Signed bytes only: under an id that is not signed, a captured body would be a new event each time.
            EventId = Name(findings.At(source.Scheme.EventId)) ?? Digest.Bounded($"{type}-{digest}"),
            EventType = type,
            Key = Name(findings.First(source.Configuration.Key)),
            Position = position is null ? null : Positions.Read(source.Configuration.Mode, position),
            Epoch = epoch is null ? null : Positions.Read(OrderingMode.Sequence, epoch),
            ReceivedAt = arrival.At,
            ContentType = KeptHeaders.ContentType(request.Headers),
            ProviderId = Name(findings.At(source.Scheme.ProviderId)),
            Headers = KeptHeaders.Of(source.Scheme, request.Headers),
            Digest = digest,
            Configuration = source.ConfigurationVersion,
        };
        return new(message, HandshakeIn(source.Scheme, findings));
    }

    // A name stands in keys, logs and pages: one that is too long, or could break a line, is kept as its digest.
    private static string? Name(string? text) => text is null ? null
        : text.AsSpan().ContainsAny(NotInNames) ? $"sha256:{Digest.Of(text)}"
        : Digest.Bounded(text);

    private static Handshake? HandshakeIn<THeaders>(Scheme scheme, Findings<THeaders> findings)
        where THeaders : ISignedHeaders
    {
        foreach (var handshake in scheme.Handshakes)
        {
            if (findings.At(handshake.Where) is { } value && (handshake.Is ?? value) == value
                && findings.At(handshake.Without) is null)
                return handshake;
        }

        return null;
    }
}
