namespace WebhookSystem.LocalAws.SecretsManager.Secrets;

/// <summary>
/// All secrets. Whoever decides on what it read holds the gate from there to <see cref="Commit"/> or
/// <see cref="Remove"/>, the two doors for changes: whoever wants to keep a journal stands there.
/// </summary>
internal sealed class SecretStore(TimeProvider time)
{
    private const string ArnPrefix = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";
    private const int SuffixLength = 6;

    private readonly SortedDictionary<string, Secret> _secrets = new(StringComparer.Ordinal);

    public Lock Gate { get; } = new();

    public IEnumerable<Secret> All
    {
        get
        {
            Purge();
            return _secrets.Values;
        }
    }

    /// <summary>An ARN's last six characters tell a secret from an earlier one of the same name.</summary>
    public static string NewArn(string name) => $"{ArnPrefix}{name}-{System.Security.Cryptography.RandomNumberGenerator
        .GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", SuffixLength)}";

    public static string ArnWithoutSuffix(string name) => ArnPrefix + name;

    /// <summary>The secret by name, by ARN, or by ARN without its last six characters.</summary>
    public Secret? TryFind(string nameOrArn)
    {
        Purge();
        if (!nameOrArn.StartsWith("arn:", StringComparison.Ordinal))
            return _secrets.GetValueOrDefault(nameOrArn);
        return _secrets.Values.FirstOrDefault(secret =>
            secret.Arn == nameOrArn || ArnWithoutSuffix(secret.Name) == nameOrArn);
    }

    public Secret Find(string nameOrArn) => TryFind(nameOrArn) ?? throw Refusals.NoSecret();

    /// <summary>As <see cref="Find"/>, for what cannot be done to a secret that waits for its deletion.</summary>
    public Secret FindLive(string nameOrArn)
    {
        var secret = Find(nameOrArn);
        return secret.Deletion is null ? secret : throw Refusals.MarkedForDeletion();
    }

    /// <summary>Makes this the state of the secret of its name.</summary>
    public void Commit(Secret secret) => _secrets[secret.Name] = secret;

    public void Remove(Secret secret) => _secrets.Remove(secret.Name);

    private void Purge()
    {
        var now = time.GetUtcNow();
        foreach (var gone in _secrets.Values.Where(secret => secret.Deletion?.Final <= now).ToArray())
            Remove(gone);
    }
}
