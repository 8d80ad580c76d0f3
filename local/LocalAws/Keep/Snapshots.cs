namespace WebhookSystem.LocalAws.Keep;

/// <summary>
/// Writes the state as a whole where the log has grown longer than it, so that neither the disk nor the next start
/// pays for what is long past. Calls wait while the state is taken hold of, not while it is written.
/// </summary>
internal sealed partial class Snapshots(
    Journal journal, Recovery recovery, IEnumerable<IKept> services, IConfiguration configuration, TimeProvider time,
    ILogger<Snapshots> logger) : BackgroundService
{
    private const long DefaultLogBytes = 64 * 1024 * 1024;
    private const int FrameBytes = 1024 * 1024;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly long _logBytesMin = configuration.GetValue<long?>("snapshot-bytes") ?? DefaultLogBytes;
    private readonly IKept[] _services = [.. services];
    private long _bytes;

    /// <summary>Takes a snapshot. What was appended before it begins is in it, and its log is gone.</summary>
    public void Take()
    {
        var directory = recovery.Directory
            ?? throw new InvalidOperationException("There is no directory to keep it in.");
        var states = Capture(directory);
        directory.WriteSnapshot(directory.Number, snapshot =>
        {
            Write(snapshot, states);
            _bytes = snapshot.Length;
        });
        directory.Tidy();
        foreach (var service in _services)
            service.Tidy();
        Log.Taken(logger, directory.Number, _bytes);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (recovery.Directory is null)
            return;
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (journal.Bytes <= Math.Max(_logBytesMin, _bytes))
                continue;
            try
            {
                await Task.Run(Take, stoppingToken);
            }
            catch (IOException error)
            {
                Log.Failed(logger, error);
            }
        }
    }

    // Rotated while everything is still: the new log begins exactly where the states end.
    private List<(KeptService Service, IEnumerable<Action<EntryWriter>> Records)> Capture(DataDirectory directory)
    {
        var holds = new Stack<IDisposable>();
        try
        {
            foreach (var service in _services)
                holds.Push(service.Hold());
            journal.Rotate(directory.CreateLog);
            return [.. _services.Select(static service => (service.Service, service.Capture()))];
        }
        finally
        {
            while (holds.TryPop(out var hold))
                hold.Dispose();
        }
    }

    private static void Write(
        LogFile snapshot, IEnumerable<(KeptService Service, IEnumerable<Action<EntryWriter>> Records)> states)
    {
        var frame = new EntryWriter();
        var record = new EntryWriter();
        LogFile.Begin(frame);
        foreach (var (service, records) in states)
        {
            foreach (var write in records)
            {
                record.Clear();
                write(record);
                frame.Byte((byte)service).Bytes(record.Written);
                if (frame.Length < FrameBytes)
                    continue;
                snapshot.Append(frame);
                LogFile.Begin(frame);
            }
        }

        if (frame.Length > LogFile.FrameHeadBytes)
            snapshot.Append(frame);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, EventName = "state.snapshot",
            Message = "Snapshot {Number} of {Bytes} bytes stands for the log before it")]
        public static partial void Taken(ILogger logger, long number, long bytes);

        [LoggerMessage(Level = LogLevel.Error, EventName = "state.snapshot.failed",
            Message = "No snapshot could be written; the log grows on")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
