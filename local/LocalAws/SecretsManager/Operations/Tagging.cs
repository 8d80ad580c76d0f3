using System.Collections.Immutable;
using System.Text.Json;
using WebhookSystem.LocalAws.SecretsManager.Secrets;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.SecretsManager.Operations;

/// <summary>Sets and removes tags. The caller holds the store's gate.</summary>
internal sealed class Tagging(SecretStore store)
{
    public void Tag(JsonElement input, Utf8JsonWriter output) =>
        Change(input, output, tags => tags.SetItems(input.TagPairs));

    public void Untag(JsonElement input, Utf8JsonWriter output) =>
        Change(input, output, tags => tags.RemoveRange(input.Array("TagKeys").Select(static key => key.AsText())));

    private void Change(
        JsonElement input,
        Utf8JsonWriter output,
        Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change)
    {
        var secret = store.FindLive(input.SecretId);
        store.Commit(secret with { Tags = change(secret.Tags ?? ImmutableSortedDictionary<string, string>.Empty) });
        output.WriteStartObject();
        output.WriteEndObject();
    }
}
