using System.Diagnostics;

namespace WebhookSystem.LocalAws.Keep;

/// <summary>Brings the state back before the first call, and says what it found.</summary>
internal sealed partial class Recovery(
    Journal journal, IEnumerable<IKept> services, IConfiguration configuration, ILogger<Recovery> logger) : IDisposable
{
    private readonly Dictionary<KeptService, IKept> _services = services.ToDictionary(static one => one.Service);

    /// <summary>Where the state is kept; null in memory only.</summary>
    public DataDirectory? Directory { get; private set; }

    public void Run()
    {
        if (configuration["data"] is not { Length: > 0 } path)
        {
            Log.MemoryOnly(logger);
            return;
        }

        var begun = Stopwatch.GetTimestamp();
        Directory = DataDirectory.Open(Path.GetFullPath(path));
        var records = ReadSnapshot(Directory) + ReadClosed(Directory, out var last);
        LogContent? read = last is null ? null : LogContent.Read(last, Replay);
        journal.Begin(read is null ? Directory.CreateLog() : LogFile.Continue(last!, read));
        Directory.Tidy();
        foreach (var service in _services.Values)
            service.Tidy();
        Log.Found(
            logger, Directory.Path, Directory.Snapshot, records + (read?.Records ?? 0), read?.Torn ?? 0,
            (long)Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
    }

    public void Dispose()
    {
        journal.Dispose();
        Directory?.Dispose();
    }

    private long ReadSnapshot(DataDirectory directory) =>
        directory.Snapshot == 0 ? 0 : ReadWhole(directory.SnapshotPath(directory.Snapshot));

    // Only the log that was written last can have been cut short.
    private long ReadClosed(DataDirectory directory, out string? last)
    {
        last = directory.Logs is [.., var number] ? directory.LogPath(number) : null;
        return directory.Logs.SkipLast(1).Sum(closed => ReadWhole(directory.LogPath(closed)));
    }

    private long ReadWhole(string path)
    {
        var content = LogContent.Read(path, Replay);
        return content.Torn == 0 ? content.Records : throw new InvalidDataException(
            $"{path} is damaged at byte {content.Length}. Restore it from a copy.");
    }

    private void Replay(KeptService service, EntryReader record)
    {
        if (!_services.TryGetValue(service, out var kept))
            throw new InvalidDataException($"A record is of service {(int)service}, which is unknown.");
        while (!record.IsAtEnd)
            kept.Replay(record);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, EventName = "state.memory",
            Message = "Everything is in memory only and ends with this process; --data DIR keeps it")]
        public static partial void MemoryOnly(ILogger logger);

        [LoggerMessage(Level = LogLevel.Information, EventName = "state.found",
            Message = "{Directory} held snapshot {Snapshot} and with it {Records} records, read in {Milliseconds} ms; "
                + "{Torn} bytes of an unfinished one were cut off")]
        public static partial void Found(
            ILogger logger, string directory, long snapshot, long records, long torn, long milliseconds);
    }
}
