using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.SecretsManager.Secrets;

namespace WebhookSystem.LocalAws.SecretsManager.Kept;

/// <summary>Secrets Manager's state, as the log sees it: each change is a secret's new state, or its end.</summary>
internal sealed class KeptSecrets(SecretStore store) : IKept
{
    private const byte Committed = 1;
    private const byte Removed = 2;

    public KeptService Service => KeptService.SecretsManager;

    public static void WriteCommitted(EntryWriter output, Secret secret) => output.Byte(Committed).Json(secret);

    public static void WriteRemoved(EntryWriter output, string name) => output.Byte(Removed).Text(name);

    public void Replay(EntryReader record)
    {
        if (record.Byte() == Committed)
            store.Commit(record.Json<Secret>());
        else
            store.Remove(record.Text());
    }

    public IDisposable Hold() => new HeldLock(store.Gate);

    public IEnumerable<Action<EntryWriter>> Capture()
    {
        Secret[] secrets = [.. store.All];
        return secrets.Select<Secret, Action<EntryWriter>>(secret => output => WriteCommitted(output, secret));
    }

    public ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        lock (store.Gate)
        {
            foreach (var secret in store.All.ToArray())
                store.Remove(secret);
        }

        return default;
    }
}
