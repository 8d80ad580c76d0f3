using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.S3.Storage;

namespace WebhookSystem.LocalAws.S3.Kept;

/// <summary>
/// Contents as files beside the log, so that it stays small: each is written once, never changed, and synchronised
/// before the record that names it. Called under the store's gate.
/// </summary>
internal sealed class ContentFiles(Journal journal, IConfiguration configuration)
{
    private const string Folder = "contents";
    private const long BlockBytesMax = 16 * 1024 * 1024;

    private readonly string _folder = Path.Combine(Path.GetFullPath(configuration["data"] ?? "."), Folder);

    /// <summary>The name of the content's file, which is written if there is none yet.</summary>
    public string Keep(Content content)
    {
        if (content.FileName is { } known)
            return known;
        Directory.CreateDirectory(_folder);
        var name = Guid.NewGuid().ToString("N");
        var file = File.OpenHandle(PathOf(name), FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        try
        {
            RandomAccess.Write(file, content.Blocks, 0);
        }
        catch
        {
            file.Dispose();
            File.Delete(PathOf(name));
            throw;
        }

        journal.Await(file);
        content.FileName = name;
        return name;
    }

    public Content Open(string name, long length) =>
        new(() => Read(PathOf(name)), length) { FileName = name };

    /// <summary>Removes what nothing names any more, once it is on disk that nothing does.</summary>
    public void Tidy(Func<IReadOnlySet<string>> named)
    {
        if (!Directory.Exists(_folder))
            return;
        var there = Directory.GetFiles(_folder);
        var kept = named();
        journal.SettleAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        foreach (var path in there.Where(path => !kept.Contains(Path.GetFileName(path))))
            File.Delete(path);
    }

    // In blocks, since no array is as long as an object may be.
    private static List<ReadOnlyMemory<byte>> Read(string path)
    {
        using var file = File.OpenHandle(path);
        var blocks = new List<ReadOnlyMemory<byte>>();
        for (long at = 0, length = RandomAccess.GetLength(file); at < length; at += BlockBytesMax)
        {
            var block = new byte[Math.Min(BlockBytesMax, length - at)];
            for (var read = 0; read < block.Length;)
            {
                var count = RandomAccess.Read(file, block.AsSpan(read), at + read);
                read += count > 0 ? count : throw new EndOfStreamException(path);
            }

            blocks.Add(block);
        }

        return blocks;
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
