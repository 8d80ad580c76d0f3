using WebhookSystem.Contracts.Sources;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Extract.Find;

/// <summary>Everything that is looked for in a source's requests, put together once.</summary>
internal sealed class Wanted
{
    /// <summary>Places that one source may name; with its provider's they are fewer than a word has bits.</summary>
    public const int PlacesMax = 32;

    private readonly Dictionary<Location, int> _places = [];

    private Wanted(IEnumerable<Location?> locations)
    {
        foreach (var location in locations.OfType<Location>().Where(location => location.Kind == LocationKind.Body))
            _places[location] = Pointers.Add(location.Path, _places.Count);
    }

    /// <summary>What an event is known and ordered by.</summary>
    public static Wanted OfEvents(SourceConfiguration source, Scheme scheme) => new(
    [
        scheme.EventId, .. scheme.EventIdWith, scheme.EventType, scheme.ProviderId, .. source.Key, .. source.Position,
        .. source.Epoch,
    ]);

    /// <summary>What tells a request that asks for proof from one that brings events.</summary>
    public static Wanted OfHandshakes(Scheme scheme) =>
        new(scheme.Handshakes.SelectMany(handshake => new[] { handshake.Where, handshake.Without }));

    public PointerTree Pointers { get; } = new();

    public int Places => _places.Count;

    public int PlaceOf(Location location) => _places[location];
}
