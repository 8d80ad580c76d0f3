using System.Reflection;

namespace WebhookSystem.Architecture.Tests;

/// <summary>The files that people write, as against those that builds leave.</summary>
internal static class Repository
{
    private static readonly string[] Built = ["artifacts", "bin", "obj"];

    public static string Root { get; } = typeof(Repository).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "RepositoryRoot").Value!;

    public static string FullPath(string path) => Path.GetFullPath(path, Root);

    /// <summary>Paths from the root, with slashes on every system.</summary>
    public static IEnumerable<string> Files(string pattern) => Directory
        .EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(Built.Contains));
}
