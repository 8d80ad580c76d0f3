using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using WebhookSystem.LocalAws.SecretsManager.Secrets;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.SecretsManager.Operations;

/// <summary>
/// One condition of a list: a value begins what is looked at, or with <c>!</c> before it does not. Where texts are
/// searched, its words begin theirs.
/// </summary>
internal sealed partial record SecretFilter(string Key, string[] Values)
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
        "description" => BeginWords(Words(value), Words(secret.Description)),
        "tag-key" => Tags(secret).Any(tag => tag.Key.StartsWith(value, StringComparison.Ordinal)),
        "tag-value" => Tags(secret).Any(tag => tag.Value.StartsWith(value, StringComparison.Ordinal)),
        "all" => BeginWords(
            Parts(value),
            Parts(string.Join(' ', [secret.Name, secret.Description, .. Tags(secret).Keys, .. Tags(secret).Values]))),
        _ => throw Refusals.Parameter($"LocalAws does not offer the filter {Key}."),
    };

    private static ImmutableSortedDictionary<string, string> Tags(Secret secret) =>
        secret.Tags ?? ImmutableSortedDictionary<string, string>.Empty;

    // Each word of what is asked begins a word of the text, in any order.
    private static bool BeginWords(string[] asked, string[] words) => asked.Length > 0 && asked.All(
        begin => words.Any(word => word.StartsWith(begin, StringComparison.OrdinalIgnoreCase)));

    private static string[] Words(string? text) =>
        (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string[] Parts(string text) =>
        [.. PartBreak().Split(text).Where(static part => part.Length > 0)];

    // AWS looks into names as they are written: prod/AppBeta has the parts prod, App and Beta; COMPANYthings has COMPAN
    // and Ythings.
    [GeneratedRegex(@"[^\p{L}\p{N}]+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})")]
    private static partial Regex PartBreak();
}
