using Microsoft.Win32.SafeHandles;

namespace WebhookSystem.LocalAws.Keep;

/// <summary>
/// The write-ahead log of all services. A change is appended under its service's gate, so records stand in the order in
/// which they became true; an answer is sent only after <see cref="SettleAsync"/>, when all that it may rest on is on
/// disk. Whoever settles meanwhile shares the next synchronisation. Without a directory it keeps nothing, at no cost.
/// </summary>
internal sealed partial class Journal(ILogger<Journal> logger) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly AutoResetEvent _work = new(false);

    // What comes in, and what is being written. A frame that could not be written stays, and goes first.
    private Batch _incoming = new();
    private Batch _outgoing = new();
    private LogFile? _file;
    private Thread? _writer;
    private volatile bool _isEnding;
    private volatile bool _isFailing;

    /// <summary>Whether changes are to be appended. Not yet while they are replayed.</summary>
    public bool IsKept { get; private set; }

    /// <summary>The size of the log since the last snapshot.</summary>
    public long Bytes => _file?.Length ?? 0;

    public void Begin(LogFile file)
    {
        _file = file;
        _writer = new(WriteAll) { IsBackground = true, Name = "journal" };
        _writer.Start();
        IsKept = true;
    }

    /// <summary>Takes a record in: all of it will be on disk, or nothing.</summary>
    public void Append(KeptService service, ReadOnlySpan<byte> record)
    {
        lock (_gate)
            _incoming.Frame.Byte((byte)service).Bytes(record);
        _work.Set();
    }

    /// <summary>Has a file synchronised before the record that names it.</summary>
    public void Await(SafeFileHandle file)
    {
        lock (_gate)
            _incoming.Files.Add(file);
    }

    /// <summary>Ends when everything appended so far is on disk.</summary>
    /// <exception cref="IOException">It is not; it may be later.</exception>
    public ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        if (!IsKept)
            return default;
        Task settled;
        lock (_gate)
        {
            if (_incoming.IsEmpty && _outgoing.IsEmpty)
                return default;
            settled = (_incoming.IsEmpty ? _outgoing : _incoming).Done.Task;
        }

        if (_isFailing)
            _work.Set();
        return new(settled.WaitAsync(cancellationToken));
    }

    /// <summary>Ends when a change can be kept, so that a full disk is heard of before anything changes.</summary>
    public ValueTask ReadyAsync(CancellationToken cancellationToken) =>
        _isFailing ? SettleAsync(cancellationToken) : default;

    /// <summary>Goes on in another file. The caller holds all services still, so nothing comes in meanwhile.</summary>
    public void Rotate(Func<LogFile> next)
    {
        SettleAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult();
        var before = _file!;
        _file = next();
        before.Dispose();
    }

    /// <summary>Writes what is left. What comes later is never settled, and so never acknowledged.</summary>
    public void Dispose()
    {
        _isEnding = true;
        _work.Set();
        _writer?.Join();
        _file?.Dispose();
    }

    private void WriteAll()
    {
        while (!_isEnding)
        {
            _work.WaitOne();
            WriteWhatThereIs();
        }

        WriteWhatThereIs();
    }

    private void WriteWhatThereIs()
    {
        while (TryTake() && TryWrite())
        {
            // Others may have come in meanwhile.
        }
    }

    private bool TryTake()
    {
        lock (_gate)
        {
            if (_outgoing.IsEmpty)
                (_incoming, _outgoing) = (_outgoing, _incoming);
            return !_outgoing.IsEmpty;
        }
    }

    private bool TryWrite()
    {
        try
        {
            foreach (var file in _outgoing.Files)
                RandomAccess.FlushToDisk(file);
            _file!.Append(_outgoing.Frame);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Log.Failed(logger, error);
            _isFailing = true;
            foreach (var waiting in Renew())
                waiting.SetException(new IOException("The data directory cannot be written.", error));
            return false;
        }

        TaskCompletionSource done;
        lock (_gate)
            done = _outgoing.Clear();
        _isFailing = false;
        done.SetResult();
        return true;
    }

    private TaskCompletionSource[] Renew()
    {
        lock (_gate)
            return [_outgoing.Renew(), _incoming.Renew()];
    }

    /// <summary>A frame in the making, and who waits for it.</summary>
    private sealed class Batch
    {
        private const int RoomBytesMax = 16 * 1024 * 1024;

        public Batch() => LogFile.Begin(Frame);

        public EntryWriter Frame { get; private set; } = new();

        public List<SafeFileHandle> Files { get; } = [];

        public TaskCompletionSource Done { get; private set; } = NewDone();

        public bool IsEmpty => Frame.Length == LogFile.FrameHeadBytes;

        public TaskCompletionSource Clear()
        {
            foreach (var file in Files)
                file.Dispose();
            Files.Clear();
            if (Frame.Length > RoomBytesMax)
                Frame = new();
            LogFile.Begin(Frame);
            return Renew();
        }

        public TaskCompletionSource Renew()
        {
            var done = Done;
            Done = NewDone();
            return done;
        }

        private static TaskCompletionSource NewDone()
        {
            var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

            // Nobody may be waiting: that is no unobserved error.
            _ = done.Task.ContinueWith(
                static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default);
            return done;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, EventName = "journal.failed",
            Message = "The journal cannot be written: calls fail until it can")]
        public static partial void Failed(ILogger logger, Exception error);
    }
}
