using WebhookSystem.Contracts.Sources;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Extract;

/// <summary>Everything that is looked for in a source's requests, put together once.</summary>
internal sealed class Wanted
{
    /// <summary>Places that one source may name; with its provider's they are fewer than a word has bits.</summary>
    public const int PlacesMax = 32;

    private readonly Dictionary<Location, int> _places = [];

    public Wanted(SourceConfiguration source, Scheme scheme)
    {
        Location?[] locations =
        [
            scheme.EventId, scheme.EventType, scheme.ProviderId,
            .. scheme.Handshakes.Select(handshake => handshake.Where),
            .. scheme.Handshakes.Select(handshake => handshake.Without),
            .. source.Key, .. source.Position, .. source.Epoch,
        ];
        foreach (var location in locations.OfType<Location>().Where(location => location.Kind == LocationKind.Body))
            _places[location] = Pointers.Add(location.Path, _places.Count);
    }

    public PointerTree Pointers { get; } = new();

    public int Places => _places.Count;

    public int PlaceOf(Location location) => _places[location];
}
