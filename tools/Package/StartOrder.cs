using System.IO.Compression;

namespace WebhookSystem.Package;

/// <summary>
/// The methods that run until a function's first answers, which <c>.ci/start-order</c> found. Side by side in the
/// program they are a sixth of the pages that they would be on where they are strewn over all of it.
/// </summary>
internal static class StartOrder
{
    private static readonly string Packed = Path.Combine(Room.RepositoryRoot, "tools", "Package", "start-order.gz");

    /// <summary>A file of names, one a line, for the compiler. What it does not know of them it passes over.</summary>
    public static string Unpack(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "start-order.txt");
        using var packed = new GZipStream(File.OpenRead(Packed), CompressionMode.Decompress);
        using var names = File.Create(path);
        packed.CopyTo(names);
        return path;
    }
}
