using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// This end of the pipe to the watcher, which owns every process. The watcher ends them all when this process is gone;
/// this process ends them all when the watcher is gone. What ends both at the same moment leaves them running.
/// </summary>
internal sealed partial class WatcherConnection(ILogger<WatcherConnection> logger) : IAsyncDisposable
{
    // What belongs to the AppHost alone; everything else of its environment is handed on.
    private static readonly string[] NotInherited =
        ["ASPNETCORE_URLS", "DOTNET_LAUNCH_PROFILE", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ASPIRE_LOGLEVEL"];

    private readonly Lock _gate = new();
    private readonly Dictionary<int, RunningProcess> _children = [];
    private Process? _watcher;
    private BinaryWriter? _requests;
    private bool _isClosing;
    private int _lastChild;

    /// <summary>Starts the watcher now, so that the first process need not wait for it.</summary>
    public void Open()
    {
        lock (_gate)
            OpenOnce();
    }

    public RunningProcess Start(
        ProcessCommand command,
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string> environment,
        Action<string, bool> onLine)
    {
        lock (_gate)
        {
            var child = new RunningProcess(++_lastChild, onLine);
            _children[child.Number] = child;
            OpenOnce().Send(new Request.Start(
                child.Number,
                command.FileName,
                [.. command.Arguments, .. arguments],
                command.WorkingDirectory,
                environment));
            return child;
        }
    }

    public void Stop(RunningProcess child, TimeSpan grace)
    {
        lock (_gate)
        {
            if (!child.Ended.IsCompleted)
                Send(new Request.Stop(child.Number, grace));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Process? watcher;
        lock (_gate)
        {
            _isClosing = true;
            watcher = _watcher;
            watcher?.StandardInput.Close();
        }

        if (watcher is not null)
            await watcher.WaitForExitAsync(CancellationToken.None);
    }

    private WatcherConnection OpenOnce()
    {
        ObjectDisposedException.ThrowIf(_isClosing, this);
        if (_watcher is not null)
            return this;

        var startInfo = new ProcessStartInfo(
            ProcessCommand.DotnetPath, ["exec", typeof(Request).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var name in NotInherited)
            startInfo.Environment.Remove(name);

        var watcher = _watcher = Process.Start(startInfo)!;
        _requests = new(new BufferedStream(watcher.StandardInput.BaseStream));
        new Thread(() => Hear(watcher)) { IsBackground = true, Name = "watcher" }.Start();
        return this;
    }

    private void Send(Request request)
    {
        try
        {
            request.Write(_requests!);
        }
        catch (IOException)
        {
            // The watcher is gone, and whoever hears it is about to say so for every process.
        }
    }

    private void Hear(Process watcher)
    {
        using var reports = new BinaryReader(new BufferedStream(watcher.StandardOutput.BaseStream));
        while (Report.TryRead(reports) is { } report)
        {
            RunningProcess? child;
            lock (_gate)
                child = _children.GetValueOrDefault(report.Child);
            child?.Hear(report);
        }

        Forget(watcher);
    }

    private void Forget(Process watcher)
    {
        ProcessFamily.EndOf(watcher.Id);
        RunningProcess[] orphans;
        lock (_gate)
        {
            orphans = [.. _children.Values.Where(static child => !child.Ended.IsCompleted)];
            _children.Clear();
            _watcher = null;
            if (!_isClosing)
                Log.WatcherGone(logger, orphans.Length);
        }

        foreach (var orphan in orphans)
            orphan.Hear(new Report.Ended(orphan.Number, RunningProcess.Killed));
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Critical, "The watcher is gone, and the {Count} processes that it owned with it.")]
        public static partial void WatcherGone(ILogger logger, int count);
    }
}
