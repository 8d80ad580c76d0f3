using System.Collections.Immutable;
using System.Text.Json;
using WebhookSystem.LocalAws.SecretsManager.Secrets;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.SecretsManager.Operations;

/// <summary>Creates secrets and gives them new values. The caller holds the store's gate.</summary>
internal sealed class WriteValues(SecretStore store, TimeProvider time)
{
    public void Create(JsonElement input, Utf8JsonWriter output)
    {
        if (input.Array("AddReplicaRegions").Any())
            throw Refusals.Parameter("LocalAws has one region only.");
        var name = input.NewName;
        var token = input.RequestToken;
        var value = input.Value();
        if (store.TryFind(name) is { } existing)
        {
            WriteExisting(existing, token, value, output);
            return;
        }

        var now = time.GetUtcNow();
        var secret = new Secret(name, SecretStore.NewArn(name), now)
        {
            Description = input.Text("Description"),
            KmsKeyId = input.Text("KmsKeyId"),
            Tags = input.Array("Tags").Any() ? input.TagPairs.ToImmutableSortedDictionary() : null,
        };
        if (value is not null)
            secret = secret.Add(new(token, value, now), [Stages.Current]);
        store.Commit(secret);
        WriteAnswer(secret, value is null ? null : secret.Version(token), output, withStages: false);
    }

    public void Put(JsonElement input, Utf8JsonWriter output)
    {
        var (id, token) = (input.SecretId, input.RequestToken);
        var secret = store.FindLive(id);
        var value = input.Value() ?? throw Refusals.Request("You must provide either SecretString or SecretBinary.");
        string[] stages = [.. input.Array("VersionStages").Select(static stage => stage.AsText())];

        // The first version of a secret is its current one, whatever else it is.
        if (stages.Length == 0 || secret.Versions.IsEmpty)
            stages = [.. stages.Append(Stages.Current).Distinct()];
        secret = AddOnce(secret, token, value, stages);
        store.Commit(secret);
        WriteAnswer(secret, secret.Version(token), output, withStages: true);
    }

    public void Update(JsonElement input, Utf8JsonWriter output)
    {
        var (id, token) = (input.SecretId, input.RequestToken);
        var secret = store.FindLive(id);
        var value = input.Value();
        secret = secret with
        {
            Description = input.Text("Description") ?? secret.Description,
            KmsKeyId = input.Text("KmsKeyId") ?? secret.KmsKeyId,
            Changed = time.GetUtcNow(),
        };
        if (value is not null)
            secret = AddOnce(secret, token, value, [Stages.Current]);
        store.Commit(secret);
        WriteAnswer(secret, value is null ? null : secret.Version(token), output, withStages: false);
    }

    private Secret AddOnce(Secret secret, string token, SecretValue value, IEnumerable<string> stages)
    {
        var now = time.GetUtcNow();
        if (secret.Version(token) is not { } existing)
            return secret.Add(new(token, value, now), stages) with { Changed = now };
        return existing.Value.IsSame(value)
            ? secret
            : throw InUse(token, secret);
    }

    private static AwsException InUse(string token, Secret secret) => Refusals.Exists(
        $"You can't use ClientRequestToken {token} because that value is already in use for a version of secret "
        + $"{secret.Arn}.");

    private static void WriteExisting(Secret existing, string token, SecretValue? value, Utf8JsonWriter output)
    {
        if (existing.Deletion is not null)
        {
            throw Refusals.Request(
                "You can't create this secret because a secret with this name is already scheduled for deletion.");
        }

        if (value is null || existing.Version(token) is not { } version)
            throw Refusals.Exists($"The operation failed because the secret {existing.Name} already exists.");
        if (!version.Value.IsSame(value))
            throw InUse(token, existing);
        WriteAnswer(existing, version, output, withStages: false);
    }

    private static void WriteAnswer(Secret secret, SecretVersion? version, Utf8JsonWriter output, bool withStages)
    {
        output.WriteStartObject();
        output.WriteName(secret);
        output.WriteOptional("VersionId", version?.Id);
        if (withStages && version is not null)
            output.WriteStages(version);
        output.WriteEndObject();
    }
}
