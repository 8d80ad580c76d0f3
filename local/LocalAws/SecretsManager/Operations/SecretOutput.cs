using System.Text.Json;
using WebhookSystem.LocalAws.SecretsManager.Secrets;

namespace WebhookSystem.LocalAws.SecretsManager.Operations;

/// <summary>Writes what several operations answer.</summary>
internal static class SecretOutput
{
    extension(Utf8JsonWriter output)
    {
        public void WriteName(Secret secret)
        {
            output.WriteString("ARN"u8, secret.Arn);
            output.WriteString("Name"u8, secret.Name);
        }

        public void WriteOptional(string name, string? value)
        {
            if (value is not null)
                output.WriteString(name, value);
        }

        /// <summary>Seconds since 1970, to the millisecond.</summary>
        public void WriteTime(string name, DateTimeOffset? time)
        {
            if (time is not null)
                output.WriteNumber(name, time.Value.ToUnixTimeMilliseconds() / 1000m);
        }

        public void WriteStages(SecretVersion version)
        {
            output.WriteStartArray("VersionStages"u8);
            foreach (var stage in version.Stages)
                output.WriteStringValue(stage);
            output.WriteEndArray();
        }

        /// <summary>All but the value.</summary>
        /// <param name="versionsName">The versions' member has one name in a list and another in a description.</param>
        public void WriteDetails(Secret secret, string versionsName)
        {
            output.WriteName(secret);
            output.WriteOptional("Description", secret.Description is { Length: > 0 } text ? text : null);
            output.WriteOptional("KmsKeyId", secret.KmsKeyId);
            output.WriteTime("CreatedDate", secret.Created);
            output.WriteTime("LastChangedDate", secret.Changed);
            output.WriteTime("LastAccessedDate", secret.Accessed);
            output.WriteTime("DeletedDate", secret.Deletion?.Asked);
            WriteTags(output, secret);
            WriteStagesOfVersions(output, secret, versionsName);
        }
    }

    private static void WriteTags(Utf8JsonWriter output, Secret secret)
    {
        if (secret.Tags is null)
            return;
        output.WriteStartArray("Tags"u8);
        foreach (var (key, value) in secret.Tags)
        {
            output.WriteStartObject();
            output.WriteString("Key"u8, key);
            output.WriteString("Value"u8, value);
            output.WriteEndObject();
        }

        output.WriteEndArray();
    }

    private static void WriteStagesOfVersions(Utf8JsonWriter output, Secret secret, string name)
    {
        SecretVersion[] staged = [.. secret.Versions.Where(static version => version.Stages.Count > 0)];
        if (staged.Length == 0)
            return;
        output.WriteStartObject(name);
        foreach (var version in staged)
        {
            output.WriteStartArray(version.Id);
            foreach (var stage in version.Stages)
                output.WriteStringValue(stage);
            output.WriteEndArray();
        }

        output.WriteEndObject();
    }
}
