using System.Text.Json;
using WebhookSystem.LocalAws.SecretsManager.Secrets;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.SecretsManager.Operations;

/// <summary>Tells a value, and which versions there are. The caller holds the store's gate.</summary>
internal sealed class ReadValues(SecretStore store, TimeProvider time)
{
    public void Get(JsonElement input, Utf8JsonWriter output)
    {
        var secret = store.FindLive(input.SecretId);
        var version = VersionOf(secret, input.Text("VersionId"), input.Text("VersionStage"));
        store.Commit(secret.Access(version.Id, time.GetUtcNow()));

        output.WriteStartObject();
        output.WriteName(secret);
        output.WriteString("VersionId"u8, version.Id);
        output.WriteOptional("SecretString", version.Value.Text);
        if (version.Value.Bytes is { } bytes)
            output.WriteBase64String("SecretBinary"u8, bytes.AsSpan());
        output.WriteStages(version);
        output.WriteTime("CreatedDate", version.Created);
        output.WriteEndObject();
    }

    public void ListVersions(JsonElement input, Utf8JsonWriter output)
    {
        var secret = store.Find(input.SecretId);
        var skipped = input.Skipped;
        var withDeprecated = input.Flag("IncludeDeprecated") ?? false;
        SecretVersion[] rest =
        [
            .. secret.Versions.Where(version => withDeprecated || version.Stages.Count > 0).Skip(skipped),
        ];

        output.WriteStartObject();
        output.WriteName(secret);
        output.WriteStartArray("Versions"u8);
        foreach (var version in rest.Take(input.PageSize))
            WriteEntry(secret, version, output);
        output.WriteEndArray();
        if (rest.Length > input.PageSize)
            output.WriteString("NextToken"u8, (skipped + input.PageSize).ToString());
        output.WriteEndObject();
    }

    private static SecretVersion VersionOf(Secret secret, string? id, string? stage)
    {
        if (id is null)
        {
            return secret.Staged(stage ?? Stages.Current)
                ?? throw Refusals.NoValue($"staging label: {stage ?? Stages.Current}");
        }

        var version = secret.Version(id) ?? throw Refusals.NoValue($"VersionId: {id}");
        return stage is null || version.Stages.Contains(stage)
            ? version
            : throw Refusals.Request("You provided a VersionStage that is not associated to the provided VersionId.");
    }

    private static void WriteEntry(Secret secret, SecretVersion version, Utf8JsonWriter output)
    {
        output.WriteStartObject();
        output.WriteString("VersionId"u8, version.Id);
        if (version.Stages.Count > 0)
            output.WriteStages(version);
        output.WriteTime("CreatedDate", version.Created);
        output.WriteTime("LastAccessedDate", version.Accessed);
        output.WriteStartArray("KmsKeyIds"u8);
        output.WriteStringValue(secret.KmsKeyId ?? "DefaultEncryptionKey");
        output.WriteEndArray();
        output.WriteEndObject();
    }
}
