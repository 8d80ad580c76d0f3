using System.Text.Json;

namespace Aspire.Hosting;

/// <summary>The content of a project's <c>launchSettings.json</c>.</summary>
public sealed class LaunchSettings
{
    private static readonly JsonSerializerOptions Lenient = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = true,
        ReadCommentHandling = JsonCommentHandling.Skip,
    };

    public Dictionary<string, LaunchProfile> Profiles { get; set; } = [];

    /// <summary>The settings of the project in that directory; none where it has no file.</summary>
    internal static LaunchSettings? Read(string projectDirectory)
    {
        var path = Path.Combine(projectDirectory, "Properties", "launchSettings.json");
        return File.Exists(path) ? JsonSerializer.Deserialize<LaunchSettings>(File.ReadAllBytes(path), Lenient) : null;
    }
}

/// <summary>One way to launch a project.</summary>
public sealed class LaunchProfile
{
    public string? CommandName { get; set; }

    public string? CommandLineArgs { get; set; }

    public bool? DotnetRunMessages { get; set; }

    public bool? LaunchBrowser { get; set; }

    public string? LaunchUrl { get; set; }

    public string? ApplicationUrl { get; set; }

    public string? ExecutablePath { get; set; }

    public Dictionary<string, string> EnvironmentVariables { get; set; } = [];
}
