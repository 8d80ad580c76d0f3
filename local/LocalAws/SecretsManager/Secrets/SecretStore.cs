using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.SecretsManager.Kept;

namespace WebhookSystem.LocalAws.SecretsManager.Secrets;

/// <summary>
/// All secrets. Whoever decides on what it read holds the gate from there to <see cref="Commit"/> or
/// <see cref="Remove"/>, the two doors for changes: there they are journalled.
/// </summary>
internal sealed class SecretStore(Journal journal, TimeProvider time)
{
    private const string ArnPrefix = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";
    private const int SuffixLength = 6;

    private readonly EntryWriter _record = new();
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
    public void Commit(Secret secret)
    {
        _secrets[secret.Name] = secret;
        if (journal.IsKept)
            Append(record => KeptSecrets.WriteCommitted(record, secret));
    }

    public void Remove(Secret secret)
    {
        if (_secrets.Remove(secret.Name) && journal.IsKept)
            Append(record => KeptSecrets.WriteRemoved(record, secret.Name));
    }

    public void Remove(string name) => _secrets.Remove(name);

    private void Append(Action<EntryWriter> write)
    {
        _record.Clear();
        write(_record);
        journal.Append(KeptService.SecretsManager, _record.Written);
    }

    private void Purge()
    {
        var now = time.GetUtcNow();
        foreach (var gone in _secrets.Values.Where(secret => secret.Deletion?.Final <= now).ToArray())
            Remove(gone);
    }
}
