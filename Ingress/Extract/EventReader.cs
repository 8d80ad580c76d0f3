using System.Buffers;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress.Extract.Find;
using WebhookSystem.Ingress.Observe;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Greet;

namespace WebhookSystem.Ingress.Extract;

/// <summary>Gives every request an id of its own, in order of time.</summary>
internal delegate string NewDeliveryId(DateTimeOffset receivedAt);

/// <summary>When a request came, and the id it was given.</summary>
internal readonly record struct Arrival(DateTimeOffset At, string DeliveryId);

/// <summary>Reads an admitted request: what it is, and each of its events' identity, key and position.</summary>
internal static class EventReader
{
    private const string TypeUnknown = "unknown";

    private static readonly SearchValues<char> NotInNames = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl), '\u2028', '\u2029']);

    /// <summary>The handshake that the request is; null where it brings events.</summary>
    public static Handshake? HandshakeIn<THeaders>(KnownSource source, Admitted<THeaders> request)
        where THeaders : ISignedHeaders
    {
        if (source.Scheme.Handshakes.Length == 0)
            return null;
        var wanted = source.WantedOfHandshakes;
        var findings = new Findings<THeaders>(wanted, request.Request, stackalloc JsonSlice[wanted.Places]);
        foreach (var handshake in source.Scheme.Handshakes)
        {
            if (findings.At(handshake.Where) is { } value && (handshake.Is ?? value) == value
                && findings.At(handshake.Without) is null)
                return handshake;
        }

        return null;
    }

    /// <summary>One of the request's events, without its body.</summary>
    public static InboxMessage Read<THeaders>(
        KnownSource source, Admitted<THeaders> request, SignedEvent one, Arrival arrival)
        where THeaders : ISignedHeaders
    {
        var part = request.Request with { Body = one.Body };
        var findings = new Findings<THeaders>(source.Wanted, part, stackalloc JsonSlice[source.Wanted.Places]);
        var digest = one.Place is null ? request.BodyDigest : Digest.Of(one.Body.Span);
        var type = Name(findings.At(source.Scheme.EventType));
        var position = findings.First(source.Configuration.Position);
        var epoch = findings.First(source.Configuration.Epoch);
        var id = IdIn(source.Scheme, findings) ?? IdFor(source.Scheme, request, one, arrival, type ?? TypeUnknown);
        return new()
        {
            DeliveryId = arrival.DeliveryId,
            Source = source.Name,
            // What nobody vouches for never takes the place of an event that somebody does.
            EventId = Digest.Bounded(request.Verdict == Verdict.Genuine ? id : $"unverified-{id}"),
            EventType = type ?? TypeUnknown,
            IsUniqueInSource = source.Configuration.Identity == IdentityScope.Source,
            Key = Name(findings.First(source.Configuration.Key)),
            Position = position is null ? null : Positions.Read(source.Configuration.Mode, position),
            Epoch = epoch is null ? null : Positions.Read(OrderingMode.Sequence, epoch),
            ReceivedAt = arrival.At,
            ContentType = KeptHeaders.ContentType(request.Request.Headers),
            ProviderId = Name(findings.At(source.Scheme.ProviderId)),
            Headers = HeadersOf(source, request),
            Digest = digest,
            Configuration = source.ConfigurationVersion,
        };
    }

    // An element without an id of its own is known by its place in its request: its like may stand there twice.
    private static string IdFor<THeaders>(
        Scheme scheme, Admitted<THeaders> request, SignedEvent one, Arrival arrival, string type)
        where THeaders : ISignedHeaders
    {
        var id = scheme.Identity switch
        {
            Identity.Delivery => arrival.DeliveryId,
            Identity.WithType => $"{type}-{request.BodyDigest}",
            Identity.SignedBytes or Identity.Token or Identity.Body => one.ContentDigest is { } content
                ? $"signed-{content}"
                : $"{(scheme.TypeIsSigned ? type : "body")}-{request.BodyDigest}",
        };
        return one.Place is { } place && one.ContentDigest is null ? $"{id}-{place}" : id;
    }

    // Null where a part of it is missing: what is left would not tell events apart.
    private static string? IdIn<THeaders>(Scheme scheme, Findings<THeaders> findings)
        where THeaders : ISignedHeaders
    {
        var id = findings.At(scheme.EventId);
        foreach (var location in scheme.EventIdWith)
            id = id is not null && findings.At(location) is { } more ? $"{id}:{more}" : null;
        return Name(id);
    }

    private static IReadOnlyDictionary<string, string> HeadersOf<THeaders>(
        KnownSource source, Admitted<THeaders> request)
        where THeaders : ISignedHeaders
    {
        var kept = KeptHeaders.Of(source.Scheme, request.Request.Headers);
        return request.Verdict == Verdict.Genuine ? kept : new Dictionary<string, string>(kept)
        {
            [SourceConfiguration.UnverifiedHeader] = Verdicts.Of(request.Verdict),
        };
    }

    // A name stands in keys, logs and pages: one that is too long, or could break a line, is kept as its digest.
    private static string? Name(string? text) => text is null ? null
        : text.AsSpan().ContainsAny(NotInNames) ? $"sha256:{Digest.Of(text)}"
        : Digest.Bounded(text);
}
