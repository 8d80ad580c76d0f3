using System.Text.Json;
using System.Text.Json.Serialization;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Infrastructure.Settings;

/// <summary>Which rooms are deployed, and how an event comes to the table.</summary>
internal enum Profile
{
    /// <summary>HTTP API, inbox, Processor, table, Orderer.</summary>
    Standard,

    /// <summary>Function URL, table, Orderer: what costs least.</summary>
    Lean,
}

/// <summary>All that the stacks are made from, beside <see cref="Contracts.Topology"/>.</summary>
/// <param name="CodeFolder">Where the functions' zip files are.</param>
internal sealed record Deployment(
    Profile Profile, EnvironmentSettings Environment, IReadOnlyList<SourceConfiguration> Sources,
    IReadOnlyList<RouteConfiguration> Routes, string CodeFolder)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public string StackName => $"webhooks-{Environment.Name}";

    /// <exception cref="DeploymentException">There is no such environment, or its file cannot be read.</exception>
    public static Deployment Load(
        Profile profile, string environment, string? environments = null, string? sources = null, string? code = null)
    {
        var file = SourcesFile.Load(sources ?? BesideProgram("sources.json"));
        return new(
            profile, ReadEnvironment(environments ?? BesideProgram("environments.json"), environment),
            [.. file.Sources.Values.OrderBy(source => source.Name, StringComparer.Ordinal)], file.Routes,
            code ?? Path.Combine("artifacts", "package"));
    }

    private static EnvironmentSettings ReadEnvironment(string path, string name)
    {
        try
        {
            var text = File.ReadAllText(path);
            var all = JsonSerializer.Deserialize<Dictionary<string, EnvironmentSettings>>(text, Strict)!;
            return all.TryGetValue(name, out var found)
                ? found with { Name = name }
                : throw new DeploymentException(
                    $"{path} has no environment '{name}', but: {string.Join(", ", all.Keys)}.");
        }
        catch (Exception fault) when (fault is JsonException or IOException)
        {
            throw new DeploymentException($"{path}: {fault.Message}");
        }
    }

    private static string BesideProgram(string file) => Path.Combine(AppContext.BaseDirectory, file);
}

/// <summary>What was asked for cannot be deployed; the message says what to do.</summary>
internal sealed class DeploymentException(string message) : Exception(message);
