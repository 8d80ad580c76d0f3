using System.Text.Json;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Read;
using WebhookSystem.Verification.Tokens;

namespace WebhookSystem.Verification;

/// <summary>A secret made ready, once: what its scheme checks signatures with.</summary>
public abstract class SigningKey
{
    private Dictionary<string, string> _settings = [];

    /// <summary>Null where the secret, as the provider shows it, is empty or not of the scheme's form.</summary>
    public static SigningKey? From(Scheme scheme, string secret)
    {
        if (scheme.SecretSettings.Length == 0)
            return Ready(scheme, secret);
        // A setting with a question mark may be left out, and then the secret may be the key alone.
        var wanted = scheme.SecretSettings.Where(name => !name.EndsWith('?')).ToArray();
        var settings = Settings(secret);
        if (settings is null)
            return wanted.Length == 0 ? Ready(scheme, secret) : null;
        if (!wanted.All(name => settings.GetValueOrDefault(name) is { Length: > 0 })
            || Ready(scheme, settings.GetValueOrDefault("key") ?? "") is not { } key)
            return null;
        key._settings = settings;
        return key;
    }

    /// <summary>Whether one of the signatures is this key's over the content.</summary>
    internal abstract bool Holds(scoped in Evidence evidence, ReadOnlySpan<byte> content);

    internal string? Setting(string name) => _settings.GetValueOrDefault(name);

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

    private static Dictionary<string, string>? Settings(string secret)
    {
        try
        {
            using var document = JsonDocument.Parse(secret);
            var root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("key", out _)
                ? root.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString())
                : null;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
