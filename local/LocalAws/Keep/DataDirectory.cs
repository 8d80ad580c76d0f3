using System.Globalization;
using System.Runtime.InteropServices;

namespace WebhookSystem.LocalAws.Keep;

/// <summary>
/// A directory of one process: <c>log-N</c> follows <c>snapshot-N</c>, which holds all that the logs before N said. So
/// the highest snapshot and the logs from its number on are the state; what is older is left over.
/// </summary>
internal sealed class DataDirectory : IDisposable
{
    private const string Unfinished = ".new";

    private readonly FileStream _lock;

    private DataDirectory(string path, FileStream held)
    {
        (Path, _lock) = (path, held);
        Snapshot = Numbers("snapshot").DefaultIfEmpty(0).Max();
        Logs = [.. Numbers("log").Where(number => number >= Snapshot).Order()];
        Number = Math.Max(Snapshot, Logs.DefaultIfEmpty(0).Max());
    }

    public string Path { get; }

    /// <summary>The number of the snapshot to begin with; zero where there is none.</summary>
    public long Snapshot { get; private set; }

    /// <summary>The logs to read after it, in this order.</summary>
    public IReadOnlyList<long> Logs { get; }

    /// <summary>The highest number in use.</summary>
    public long Number { get; private set; }

    /// <exception cref="IOException">Another process has it.</exception>
    public static DataDirectory Open(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            return new(path, new(
                System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException error)
        {
            throw new IOException($"{path} is in use by another LocalAws: a directory belongs to one process.", error);
        }
    }

    public string LogPath(long number) => PathOf("log", number);

    public string SnapshotPath(long number) => PathOf("snapshot", number);

    /// <summary>Begins the next log.</summary>
    public LogFile CreateLog()
    {
        Number++;
        var log = LogFile.Create(LogPath(Number) + Unfinished);
        Finish(LogPath(Number));
        return log;
    }

    /// <summary>Writes what stands for all before log <paramref name="number"/>.</summary>
    public void WriteSnapshot(long number, Action<LogFile> write)
    {
        var path = SnapshotPath(number);
        File.Delete(path + Unfinished);
        using (var snapshot = LogFile.Create(path + Unfinished))
            write(snapshot);
        Finish(path);
        Snapshot = number;
    }

    /// <summary>Removes what the snapshot has made superfluous, and what was never finished.</summary>
    public void Tidy()
    {
        foreach (var number in Numbers("log").Where(number => number < Snapshot))
            File.Delete(LogPath(number));
        foreach (var number in Numbers("snapshot").Where(number => number < Snapshot))
            File.Delete(SnapshotPath(number));
        foreach (var unfinished in Directory.EnumerateFiles(Path, "*" + Unfinished))
            File.Delete(unfinished);
    }

    public void Dispose() => _lock.Dispose();

    private void Finish(string path)
    {
        File.Move(path + Unfinished, path);
        Synchronise(Path);
    }

    /// <summary>Makes the names in a directory last, which synchronising the files alone does not everywhere.</summary>
    public static void Synchronise(string directory)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(directory, 0);
        if (descriptor < 0)
            throw new IOException($"{directory} cannot be opened.");
        var outcome = Fsync(descriptor);
        _ = Close(descriptor);
        if (outcome != 0)
            throw new IOException($"{directory} cannot be synchronised.");
    }

    private string PathOf(string kind, long number) =>
        System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:D8}"));

    private IEnumerable<long> Numbers(string kind) => Directory.EnumerateFiles(Path, kind + "-*")
        .Select(file => System.IO.Path.GetFileName(file)[(kind.Length + 1)..])
        .Where(static number => long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .Select(static number => long.Parse(number, CultureInfo.InvariantCulture));

    [DllImport("libc", EntryPoint = "open", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int descriptor);

    [DllImport("libc", EntryPoint = "close")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}
