using System.Text.Json;

namespace WebhookSystem.Contracts.Sources;

/// <summary>Reads one route strictly; whether its pattern is one is for those to say who match it.</summary>
internal static class RouteReader
{
    private const string Pattern = "pattern";

    public static RouteConfiguration? Read(string name, JsonElement element, List<string> faults)
    {
        var place = $"/routes/{name}";
        var before = faults.Count;
        if (name == RouteConfiguration.Default)
            faults.Add($"{place}: the default route takes everything and is always there. Remove it.");
        if (!SourceReader.IsName(name, RouteConfiguration.NameCharactersMax))
        {
            faults.Add(
                $"{place}: a name is 1 to {RouteConfiguration.NameCharactersMax} "
                + "lower-case letters, digits and dashes.");
        }

        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(Pattern, out var pattern)
            || pattern.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"{place}: an object with a member '{Pattern}' is wanted, itself an event pattern.");
            return null;
        }

        faults.AddRange(element.EnumerateObject().Where(member => member.Name != Pattern).Select(
            member => $"{place}/{member.Name}: no such setting. Correct its name or remove it."));
        return faults.Count == before ? new(name, pattern.GetRawText()) : null;
    }
}
