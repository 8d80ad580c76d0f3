using System.Threading.Channels;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>The last lines of one process, numbered from its first.</summary>
internal sealed class ResourceLog
{
    private const int LinesMax = 10_000;

    private readonly Lock _gate = new();
    private readonly Queue<LogLine> _kept = [];
    private readonly List<ChannelWriter<LogLine>> _watchers = [];
    private Action<LogLine>? _forward;
    private int _lines;
    private bool _isComplete;

    public void Add(string content, bool isError)
    {
        lock (_gate)
        {
            var line = new LogLine(++_lines, content, isError);
            if (_kept.Count == LinesMax)
                _kept.Dequeue();
            _kept.Enqueue(line);
            foreach (var watcher in _watchers)
                watcher.TryWrite(line);
            _forward?.Invoke(line);
        }
    }

    /// <summary>Hands on the lines kept and every new one before <see cref="Add"/> returns.</summary>
    public void ForwardTo(Action<LogLine> forward)
    {
        lock (_gate)
        {
            _forward = forward;
            foreach (var line in _kept)
                forward(line);
        }
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> GetAllAsync()
    {
        LogLine[] all;
        lock (_gate)
            all = [.. _kept];
        if (all.Length > 0)
            yield return all;
        await Task.CompletedTask;
    }

    public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync()
    {
        var channel = Channel.CreateUnbounded<LogLine>();
        lock (_gate)
        {
            foreach (var line in _kept)
                channel.Writer.TryWrite(line);
            if (_isComplete)
                channel.Writer.Complete();
            _watchers.Add(channel.Writer);
        }

        try
        {
            while (await channel.Reader.WaitToReadAsync())
            {
                List<LogLine> lines = [];
                while (channel.Reader.TryRead(out var line))
                    lines.Add(line);
                yield return lines;
            }
        }
        finally
        {
            lock (_gate)
                _watchers.Remove(channel.Writer);
        }
    }

    public void Complete()
    {
        lock (_gate)
        {
            _isComplete = true;
            foreach (var watcher in _watchers)
                watcher.TryComplete();
        }
    }
}
