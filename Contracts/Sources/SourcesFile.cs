using System.Collections.Immutable;
using System.Text.Json;

namespace WebhookSystem.Contracts.Sources;

/// <summary>The sources as configured, and the version that every event stored under them carries.</summary>
/// <param name="Version">First characters of the file's digest.</param>
public sealed record SourcesFile(string Version, IReadOnlyDictionary<string, SourceConfiguration> Sources)
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
        var sources = ImmutableDictionary.CreateBuilder<string, SourceConfiguration>(StringComparer.Ordinal);
        foreach (var (name, element) in Open(json, faults))
        {
            if (SourceReader.Read(name, element, faults) is { } source && !sources.TryAdd(name, source))
                faults.Add($"/sources/{name}: named twice. Remove one.");
        }

        return faults.Count == 0
            ? new(Events.Digest.Of(json.Span)[..VersionCharacters], sources.ToImmutable())
            : throw new SourcesFileException(faults);
    }

    private static IEnumerable<(string Name, JsonElement Element)> Open(ReadOnlyMemory<byte> json, List<string> faults)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("sources", out var sources)
                && sources.ValueKind == JsonValueKind.Object)
            {
                return [.. sources.EnumerateObject().Select(source => (source.Name, source.Value.Clone()))];
            }

            faults.Add("/: an object with a member 'sources' is wanted, itself an object of sources by name.");
        }
        catch (JsonException error)
        {
            faults.Add($"line {error.LineNumber + 1}: no JSON. {error.Message}");
        }

        return [];
    }
}

/// <summary>The sources file cannot be used; the message lists every fault.</summary>
public sealed class SourcesFileException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
}
