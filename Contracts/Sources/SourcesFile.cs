using System.Collections.Immutable;
using System.Text.Json;

namespace WebhookSystem.Contracts.Sources;

/// <summary>The sources as configured, and the version that every event stored under them carries.</summary>
/// <param name="Version">First characters of the file's digest.</param>
/// <param name="Routes">Beside the default, in the file's order.</param>
public sealed record SourcesFile(
    string Version, IReadOnlyDictionary<string, SourceConfiguration> Sources, IReadOnlyList<RouteConfiguration> Routes)
{
    private const int VersionCharacters = 12;

    /// <summary>Reads the file.</summary>
    /// <exception cref="SourcesFileException">Every fault that was found, each with its place and its cure.</exception>
    public static SourcesFile Load(string path)
    {
        if (!File.Exists(path))
            throw new SourcesFileException(
                [$"{path}: there is no such file. Set Sources:File to the sources.json to use."]);
        return Parse(File.ReadAllBytes(path));
    }

    /// <exception cref="SourcesFileException">Every fault that was found, each with its place and its cure.</exception>
    public static SourcesFile Parse(ReadOnlyMemory<byte> json)
    {
        var faults = new List<string>();
        using var document = Open(json, faults);
        var root = document?.RootElement;
        var sources = ImmutableDictionary.CreateBuilder<string, SourceConfiguration>(StringComparer.Ordinal);
        foreach (var member in Members(root, "sources", isWanted: true, faults))
        {
            if (SourceReader.Read(member.Name, member.Value, faults) is { } source
                && !sources.TryAdd(member.Name, source))
                faults.Add($"/sources/{member.Name}: named twice. Remove one.");
        }

        var routes = new List<RouteConfiguration>();
        foreach (var member in Members(root, "routes", isWanted: false, faults))
        {
            if (RouteReader.Read(member.Name, member.Value, faults) is { } route)
                routes.Add(route);
        }

        foreach (var twice in routes.GroupBy(route => route.Name).Where(group => group.Count() > 1))
            faults.Add($"/routes/{twice.Key}: named twice. Remove one.");
        return faults.Count == 0
            ? new(Events.Digest.Of(json.Span)[..VersionCharacters], sources.ToImmutable(), routes)
            : throw new SourcesFileException(faults);
    }

    private static JsonElement.ObjectEnumerator Members(
        JsonElement? root, string name, bool isWanted, List<string> faults)
    {
        if (root is not { } file)
            return default;
        if (file.ValueKind == JsonValueKind.Object && file.TryGetProperty(name, out var members))
        {
            if (members.ValueKind == JsonValueKind.Object)
                return members.EnumerateObject();
            faults.Add($"/{name}: an object of {name} by name is wanted.");
        }
        else if (isWanted)
        {
            faults.Add($"/: an object with a member '{name}' is wanted, itself an object of {name} by name.");
        }

        return default;
    }

    private static JsonDocument? Open(ReadOnlyMemory<byte> json, List<string> faults)
    {
        try
        {
            if (JsonCharacters.HalfIn(json.Span) is not { } at)
                return JsonDocument.Parse(json);
            var line = json.Span[..(int)at].Count((byte)'\n') + 1;
            faults.Add($"line {line}: half a character. Write no \\ud800 to \\udfff but in pairs.");
        }
        catch (JsonException error)
        {
            faults.Add($"line {error.LineNumber + 1}: no JSON. {error.Message}");
        }

        return null;
    }
}

/// <summary>The sources file cannot be used; the message lists every fault.</summary>
public sealed class SourcesFileException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
