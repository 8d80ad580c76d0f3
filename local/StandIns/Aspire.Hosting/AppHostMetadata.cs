using System.Reflection;

namespace Aspire.Hosting;

/// <summary>What the build writes into an AppHost's assembly: where its project is, and its projects' output.</summary>
internal static class AppHostMetadata
{
    private const string ProjectDirectory = "apphostprojectpath";
    private const string OutputPrefix = "projectoutput:";

    /// <summary>The AppHost project's directory, if it still exists on this machine.</summary>
    public static string? ProjectDirectoryOf(Assembly appHost) =>
        Find(appHost, ProjectDirectory) is { } path && Directory.Exists(path) ? path : null;

    /// <summary>The assembly that a referenced project was built to.</summary>
    public static string? OutputOf(Assembly appHost, string projectPath) => Find(appHost, OutputPrefix + projectPath);

    private static string? Find(Assembly assembly, string key) => assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .FirstOrDefault(metadata => StringComparer.OrdinalIgnoreCase.Equals(metadata.Key, key))?.Value;
}
