using System.Collections.Immutable;
using System.Text.Json;
using WebhookSystem.LocalAws.SecretsManager.Secrets;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.SecretsManager.Operations;

/// <summary>
/// One condition of a list: a value begins what is looked at, or with <c>!</c> before it does not. Where texts are
/// searched, its words begin theirs.
/// </summary>
internal sealed record SecretFilter(string Key, string[] Values)
{
    private static readonly string[] Keys =
        ["description", "name", "tag-key", "tag-value", "primary-region", "owning-service", "all"];

    public static SecretFilter Read(JsonElement filter)
    {
        var key = filter.Text("Key") ?? throw Refusals.Parameter("Invalid filter key");
        if (!Keys.Contains(key))
        {
            throw new AwsException("ValidationException", $"1 validation error detected: Value '{key}' at "
                + "'filters.1.member.key' failed to satisfy constraint: Member must satisfy enum value set: "
                + $"[{string.Join(", ", Keys)}]");
        }

        string[] values = [.. filter.Array("Values").Select(static value => value.AsText())];
        return values.Length > 0 ? new(key, values)
            : throw Refusals.Parameter($"Invalid filter values for key: {key}");
    }

    public bool Matches(Secret secret) => Values.Any(value => value.StartsWith('!')
        ? !Begins(secret, value[1..])
        : Begins(secret, value));

    private bool Begins(Secret secret, string value) => Key switch
    {
        "name" => secret.Name.StartsWith(value, StringComparison.Ordinal),
        "description" => BeginWords(value, secret.Description),
        "tag-key" => Tags(secret).Any(tag => tag.Key.StartsWith(value, StringComparison.Ordinal)),
        "tag-value" => Tags(secret).Any(tag => tag.Value.StartsWith(value, StringComparison.Ordinal)),
        "all" => BeginWords(
            value,
            [secret.Name, secret.Description, .. Tags(secret).Keys, .. Tags(secret).Values]),
        _ => throw Refusals.Parameter($"LocalAws does not offer the filter {Key}."),
    };

    private static ImmutableSortedDictionary<string, string> Tags(Secret secret) =>
        secret.Tags ?? ImmutableSortedDictionary<string, string>.Empty;

    // Each word of what is asked begins a word of a text, in any order.
    private static bool BeginWords(string value, params IEnumerable<string?> texts)
    {
        string[] words = [.. texts.SelectMany(static text => Words(text ?? ""))];
        return Words(value).All(asked => words.Any(
            word => word.StartsWith(asked, StringComparison.OrdinalIgnoreCase)));
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
