using System.Runtime.CompilerServices;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Verify;

/// <summary>What a provider published at an address, and the keys that were made of it.</summary>
internal sealed class PublishedDocument(Uri address, string text, DateTimeOffset fetchedAt, DateTimeOffset goodUntil)
{
    // Of each live secret one, which goes when the secret does.
    private readonly ConditionalWeakTable<SigningKey, SigningKey> _keys = [];

    public Uri Address => address;

    public DateTimeOffset FetchedAt => fetchedAt;

    /// <summary>What was fetched before counts while the address does not answer, up to here.</summary>
    public DateTimeOffset GoodUntil => goodUntil;

    /// <summary>The key itself where the document is of no use: it verifies nothing then.</summary>
    public SigningKey KeyFor(Scheme scheme, SigningKey lacking) =>
        _keys.GetValue(lacking, key => key.WithPublished(scheme, text) ?? key);
}
