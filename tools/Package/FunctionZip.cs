using System.IO.Compression;

namespace WebhookSystem.Package;

/// <summary>
/// A zip file whose bytes follow from its content alone: sorted, without times of its own, with fixed permissions.
/// </summary>
internal static class FunctionZip
{
    public const string Bootstrap = "bootstrap";

    /// <summary>The earliest that a zip file can say.</summary>
    private static readonly DateTimeOffset Time = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] NotNeeded = [".dbg", ".pdb", ".staticwebassets.endpoints.json"];

    public static void Write(string folder, string zip)
    {
        File.Delete(zip);
        using var archive = ZipFile.Open(zip, ZipArchiveMode.Create);
        foreach (var path in FilesOf(folder))
        {
            var name = Path.GetRelativePath(folder, path).Replace('\\', '/');
            var entry = archive.CreateEntry(name, CompressionLevel.SmallestSize);
            entry.LastWriteTime = Time;

            // Unix permissions stand in the upper half; Lambda runs what may be executed.
            entry.ExternalAttributes = Convert.ToInt32(name == Bootstrap ? "100755" : "100644", 8) << 16;
            using var content = entry.Open();
            using var file = File.OpenRead(path);
            file.CopyTo(content);
        }
    }

    public static long ContentBytes(string folder) => FilesOf(folder).Sum(path => new FileInfo(path).Length);

    private static IEnumerable<string> FilesOf(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(path => !NotNeeded.Any(end => path.EndsWith(end, StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal);
}
