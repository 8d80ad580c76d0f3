using System.IO.Compression;
using WebhookSystem.Package;

namespace WebhookSystem.Infrastructure.Tests.Run;

/// <summary>What is deployed changes only where what it is made of does.</summary>
public sealed class ZipOfAFunction : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("zip-");

    [Fact]
    public void The_same_files_are_the_same_bytes_whenever_and_in_whatever_order_they_were_written()
    {
        var early = Folder("early", DateTime.UnixEpoch, "bootstrap", "sources.json", "a/b.json");
        var late = Folder("late", DateTime.UnixEpoch.AddYears(56), "a/b.json", "sources.json", "bootstrap");

        Assert.Equal(Zip(early), Zip(late));
    }

    [Fact]
    public void Another_byte_is_another_zip()
    {
        var one = Folder("one", DateTime.UnixEpoch, "bootstrap");
        var other = Folder("other", DateTime.UnixEpoch, "bootstrap");
        File.AppendAllText(Path.Combine(other, "bootstrap"), "!");

        Assert.NotEqual(Zip(one), Zip(other));
    }

    [Fact]
    public void The_program_may_be_executed_and_what_is_for_debugging_is_left_out()
    {
        var folder = Folder("all", DateTime.UnixEpoch, "bootstrap", "sources.json", "bootstrap.dbg", "Ingress.pdb");

        using var zip = new ZipArchive(new MemoryStream(Zip(folder)));

        Assert.Equal(["bootstrap", "sources.json"], zip.Entries.Select(entry => entry.FullName));
        Assert.Equal(
            ["100755", "100644"], zip.Entries.Select(entry => Convert.ToString(entry.ExternalAttributes >>> 16, 8)));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Folder(string name, DateTime time, params string[] files)
    {
        var folder = Path.Combine(_folder.FullName, name);
        foreach (var file in files)
        {
            var path = Path.Combine(folder, file);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, $"content of {file}");
            File.SetLastWriteTimeUtc(path, time);
        }

        return folder;
    }

    private static byte[] Zip(string folder)
    {
        FunctionZip.Write(folder, $"{folder}.zip");
        return File.ReadAllBytes($"{folder}.zip");
    }
}
