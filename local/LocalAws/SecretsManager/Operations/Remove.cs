using System.Text.Json;
using WebhookSystem.LocalAws.SecretsManager.Secrets;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.SecretsManager.Operations;

/// <summary>Deletes secrets, at once or after a time to think better of it. The caller holds the gate.</summary>
internal sealed class Remove(SecretStore store, TimeProvider time)
{
    private const int DefaultWindowDays = 30;

    public void Delete(JsonElement input, Utf8JsonWriter output)
    {
        var id = input.SecretId;
        var window = input.Whole("RecoveryWindowInDays", JsonShape.Long);
        var isForced = input.Flag("ForceDeleteWithoutRecovery") ?? false;
        if (isForced && window is not null)
        {
            throw Refusals.Parameter(
                "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.");
        }

        if (window is < 7 or > 30)
            throw Refusals.Parameter("The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).");
        if (isForced)
            Force(id, output);
        else
            Schedule(store.Find(id), TimeSpan.FromDays(window ?? DefaultWindowDays), output);
    }

    public void Restore(JsonElement input, Utf8JsonWriter output)
    {
        var secret = store.Find(input.SecretId) with { Deletion = null };
        store.Commit(secret);
        output.WriteStartObject();
        output.WriteName(secret);
        output.WriteEndObject();
    }

    // What is gone already may be deleted by force once more, so that a script can repeat itself.
    private void Force(string id, Utf8JsonWriter output)
    {
        var now = time.GetUtcNow();
        var secret = store.TryFind(id) ?? new Secret(id, SecretStore.ArnWithoutSuffix(id), now);
        store.Remove(secret);
        Write(secret, now, output);
    }

    private void Schedule(Secret secret, TimeSpan window, Utf8JsonWriter output)
    {
        if (secret.Deletion is not null)
        {
            throw Refusals.Request(
                "You can't perform this operation on the secret because it was already scheduled for deletion.");
        }

        var now = time.GetUtcNow();
        store.Commit(secret with { Deletion = (now, now + window) });
        Write(secret, now + window, output);
    }

    private static void Write(Secret secret, DateTimeOffset final, Utf8JsonWriter output)
    {
        output.WriteStartObject();
        output.WriteName(secret);
        output.WriteTime("DeletionDate", final);
        output.WriteEndObject();
    }
}
