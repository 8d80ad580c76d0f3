using WebhookSystem.Contracts.Sources;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Extract.Find;

/// <summary>A verified request's wanted values, found in one walk and read one by one.</summary>
internal readonly ref struct Findings<THeaders>
    where THeaders : ISignedHeaders
{
    private readonly Wanted _wanted;
    private readonly SignedRequest<THeaders> _request;
    private readonly ReadOnlySpan<JsonSlice> _values;

    /// <param name="values">Room for as many values as are wanted.</param>
    public Findings(Wanted wanted, SignedRequest<THeaders> request, Span<JsonSlice> values)
    {
        _wanted = wanted;
        _request = request;
        _values = values;
        if (!values.IsEmpty)
            JsonWalk.Find(wanted.Pointers, request.Body.Span, values);
    }

    /// <summary>The text at the first of these places that has one.</summary>
    public string? First(IReadOnlyList<Location> locations)
    {
        foreach (var location in locations)
        {
            if (At(location) is { } text)
                return text;
        }

        return null;
    }

    public string? At(Location? location) => location is null ? null : location.Kind switch
    {
        LocationKind.Body => _values[_wanted.PlaceOf(location)].Text(_request.Body.Span),
        LocationKind.Header =>
            _request.Headers.Read(location.Path, out var value) == 1 && value.Length > 0 ? value : null,
        // Whatever type the body is said to be: that is not signed, and by it anybody could make a field go away.
        LocationKind.Form => FormFields.Find(_request.Body.Span, location.Path),
    };
}
