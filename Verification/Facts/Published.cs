using WebhookSystem.Verification.Content;

namespace WebhookSystem.Verification.Facts;

/// <summary>Where a provider publishes the keys it signs with: they are fetched where the secret states none.</summary>
public sealed record Published
{
    /// <summary>The address whole: a place of the request, <c>secret.name</c> with what follows it, or text.</summary>
    public required string Address { get; init; }

    /// <summary>
    /// The hosts that a request's own address may name, an asterisk being any one label; wanted where it names one.
    /// </summary>
    public string[] Hosts { get; init; } = [];

    /// <summary>What the path of a request's own address begins with.</summary>
    public string Path { get; init; } = "/";

    /// <summary>The name that a certificate must be for; null where key sets are published.</summary>
    public string? Subject { get; init; }

    /// <summary>Settings that the secret must hold in the place of a key.</summary>
    public string[] Needs { get; init; } = [];

    /// <summary>Whether the request itself says where, so that it has to be held against hosts and path.</summary>
    public bool IsRequests => Place.Parse(Address) is not null;

    /// <summary>Null where the request names none, or one that is not the provider's.</summary>
    public Uri? AddressFor<THeaders>(SignedRequest<THeaders> request, SigningKey key)
        where THeaders : ISignedHeaders
    {
        if (Place.Parse(Address) is { } place)
        {
            using var view = new RequestView(request.Headers, request.Body, request.Address);
            return view.Find(place) is { } text && Condition.IsOnHost(text, Hosts)
                && new Uri(text) is { Query: "", Fragment: "" } named
                && named.AbsolutePath.StartsWith(Path, StringComparison.Ordinal) ? named : null;
        }

        // An operator's own word: it may name a machine of theirs, but in clear text only this one.
        return Uri.TryCreate(Filled(key), UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) ? uri : null;
    }

    private string? Filled(SigningKey key)
    {
        const string slot = "secret.";
        if (!Address.StartsWith(slot, StringComparison.Ordinal))
            return Address;
        var end = Address.IndexOf('/');
        var name = end < 0 ? Address[slot.Length..] : Address[slot.Length..end];
        return key.Setting(name) is { } start ? start.TrimEnd('/') + (end < 0 ? "" : Address[end..]) : null;
    }
}
