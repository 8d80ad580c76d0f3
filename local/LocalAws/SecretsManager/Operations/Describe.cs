using System.Text.Json;
using WebhookSystem.LocalAws.SecretsManager.Secrets;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.SecretsManager.Operations;

/// <summary>Tells of secrets all but their values. The caller holds the store's gate.</summary>
internal sealed class Describe(SecretStore store)
{
    public void One(JsonElement input, Utf8JsonWriter output)
    {
        output.WriteStartObject();
        output.WriteDetails(store.Find(input.SecretId), "VersionIdsToStages");
        output.WriteEndObject();
    }

    public void List(JsonElement input, Utf8JsonWriter output)
    {
        var skipped = input.Skipped;
        var withDeleted = input.Flag("IncludePlannedDeletion") ?? false;
        var filters = input.Array("Filters").Select(SecretFilter.Read).ToArray();
        var found = store.All.Where(secret =>
            (withDeleted || secret.Deletion is null) && filters.All(filter => filter.Matches(secret)));
        Secret[] rest = [.. Sorted(found, input).Skip(skipped)];

        output.WriteStartObject();
        output.WriteStartArray("SecretList"u8);
        foreach (var secret in rest.Take(input.PageSize))
        {
            output.WriteStartObject();
            output.WriteDetails(secret, "SecretVersionsToStages");
            output.WriteEndObject();
        }

        output.WriteEndArray();
        if (rest.Length > input.PageSize)
            output.WriteString("NextToken"u8, (skipped + input.PageSize).ToString());
        output.WriteEndObject();
    }

    private static IEnumerable<Secret> Sorted(IEnumerable<Secret> secrets, JsonElement input)
    {
        Func<Secret, IComparable> by = input.Text("SortBy") switch
        {
            null or "created-date" => static secret => secret.Created,
            "last-accessed-date" => static secret => secret.Accessed ?? DateTimeOffset.MinValue,
            "last-changed-date" => static secret => secret.Changed,
            "name" => static secret => secret.Name,
            var other => throw Refusals.Parameter($"SortBy {other} is not offered."),
        };
        return input.Text("SortOrder") == "desc" ? secrets.OrderByDescending(by) : secrets.OrderBy(by);
    }
}
