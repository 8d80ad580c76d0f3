using System.Reflection;

namespace WebhookSystem.Dashboard.Keep.Storage;

/// <summary>The read model's tables, as the files under <c>Schema</c> say.</summary>
internal static class Schema
{
    /// <summary>Raised with every change of them: a file of another version is begun anew from the table.</summary>
    public const long Version = 2;

    private const string Extension = ".sql";

    /// <summary>All files in the order of their numbers.</summary>
    public static string Text { get; } = string.Join('\n', Assembly.GetExecutingAssembly()
        .GetManifestResourceNames()
        .Where(static name => name.EndsWith(Extension, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal).Select(Read));

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
