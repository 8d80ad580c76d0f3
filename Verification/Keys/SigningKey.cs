using System.Text.Json;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Read;
using WebhookSystem.Verification.Tokens;

namespace WebhookSystem.Verification;

/// <summary>A secret made ready, once: what its scheme checks signatures with.</summary>
public abstract class SigningKey
{
    private Dictionary<string, string> _settings = [];

    /// <summary>Whether the provider publishes what is lacking, which is then fetched for each request anew.</summary>
    public bool IsPublished { get; private init; }

    /// <summary>Null where the secret, as the provider shows it, is empty or not of the scheme's form.</summary>
    public static SigningKey? From(Scheme scheme, string secret)
    {
        if (scheme.SecretSettings.Length == 0 && scheme.Published is null)
            return Ready(scheme, secret);
        // A setting with a question mark may be left out, and then the secret may be the key alone.
        var wanted = scheme.SecretSettings.Where(name => !name.EndsWith('?')).ToArray();
        if (Settings(secret) is not { } settings)
            return wanted.Length == 0 ? Ready(scheme, secret) : null;
        if (!wanted.All(name => settings.GetValueOrDefault(name) is { Length: > 0 }))
            return null;
        if (settings.TryGetValue("key", out var own))
            return Ready(scheme, own)?.With(settings);
        return scheme.Published?.Needs.All(name => settings.GetValueOrDefault(name) is { Length: > 0 }) == true
            ? new PublishedKey { IsPublished = true }.With(settings)
            : null;
    }

    /// <summary>This key with what was published; null where that is of no use to the scheme.</summary>
    public SigningKey? WithPublished(Scheme scheme, string document) => Ready(scheme, document)?.With(_settings);

    /// <summary>Whether one of the signatures is this key's over the content.</summary>
    internal abstract bool Holds(scoped in Evidence evidence, ReadOnlySpan<byte> content);

    internal string? Setting(string name) => _settings.GetValueOrDefault(name);

    private SigningKey With(Dictionary<string, string> settings)
    {
        _settings = settings;
        return this;
    }

    private static SigningKey? Ready(Scheme scheme, string secret)
    {
        if (scheme.Algorithm == Algorithm.Token)
            return TokenKey.Make(scheme, secret);
        if (Keys.PublicKey.IsFor(scheme.Algorithm))
            return Keys.PublicKeys.Make(scheme, secret);
        if (Keys.SecretForm.Read(scheme, secret) is not { } key)
            return null;
        return Keys.MacKey.IsFor(scheme.Algorithm)
            ? new Keys.MacKey(scheme.Algorithm, key)
            : new Keys.SharedSecret(scheme.Algorithm, key);
    }

    // A JSON Web Key, or a set of them, is an object too, and is a key.
    private static Dictionary<string, string>? Settings(string secret)
    {
        try
        {
            using var document = JsonDocument.Parse(secret);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && !root.TryGetProperty("keys", out _)
                && !root.TryGetProperty("kty", out _)
                ? root.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString())
                : null;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Nothing to verify with until what is published is there.</summary>
    private sealed class PublishedKey : SigningKey
    {
        internal override bool Holds(scoped in Evidence evidence, ReadOnlySpan<byte> content) => false;
    }
}
