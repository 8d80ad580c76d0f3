using System.Text.Json;
using WebhookSystem.LocalAws.SecretsManager.Secrets;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.SecretsManager.Operations;

/// <summary>Moves a label between versions, as a rotation ends. The caller holds the store's gate.</summary>
internal sealed class MoveStages(SecretStore store, TimeProvider time)
{
    public void Update(JsonElement input, Utf8JsonWriter output)
    {
        var secret = store.FindLive(input.SecretId);
        var stage = input.Text("VersionStage") ?? throw Refusals.Parameter("You must provide a VersionStage.");
        var from = input.Text("RemoveFromVersionId");
        var to = input.Text("MoveToVersionId");
        Check(secret, stage, from, to);

        store.Commit(secret.Move(stage, to) with { Changed = time.GetUtcNow() });
        output.WriteStartObject();
        output.WriteName(secret);
        output.WriteEndObject();
    }

    private static void Check(Secret secret, string stage, string? from, string? to)
    {
        foreach (var id in new[] { from, to })
        {
            if (id is not null && secret.Version(id) is null)
                throw Refusals.NoValue($"VersionId: {id}");
        }

        if (to is null && stage == Stages.Current)
        {
            throw Refusals.Parameter($"You can only move staging label {stage} to a different secret version. "
                + "It can't be completely removed.");
        }

        // Naming the version that has the label proves that the caller knows what it takes it from.
        var holder = secret.Staged(stage)?.Id;
        if (from is null && holder is not null && holder != to)
        {
            throw Refusals.Parameter($"The parameter RemoveFromVersionId can't be empty. Staging label {stage} is "
                + $"currently attached to version {holder}, so you must explicitly reference that version in "
                + "RemoveFromVersionId.");
        }

        if (from is not null && from != holder)
        {
            throw Refusals.Parameter($"The parameter RemoveFromVersionId is invalid. Staging label {stage} is not "
                + $"attached to version {from}.");
        }
    }
}
