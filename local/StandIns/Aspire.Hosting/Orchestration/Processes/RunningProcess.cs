using System.Diagnostics;

namespace Aspire.Hosting.Orchestration;

/// <summary>A process that the watcher owns, as far as its reports have come.</summary>
internal sealed class RunningProcess(int number, Action<string, bool> onLine)
{
    /// <summary>The exit code of a process that was killed.</summary>
    public const int Killed = 137;

    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Number => number;

    /// <summary>The process id; fails where the process could not be started.</summary>
    public Task<int> Started => _started.Task;

    /// <summary>The exit code.</summary>
    public Task<int> Ended => _ended.Task;

    public void Hear(Report report)
    {
        switch (report)
        {
            case Report.Started started:
                _started.TrySetResult(started.ProcessId);
                break;
            case Report.NotStarted notStarted:
                _started.TrySetException(new DistributedApplicationException(notStarted.Reason));
                _ended.TrySetResult(Killed);
                break;
            case Report.Line line:
                onLine(line.Text, line.IsError);
                break;
            case Report.Ended ended:
                _started.TrySetException(new DistributedApplicationException("The watcher ended first."));
                _ended.TrySetResult(ended.ExitCode);
                break;
            default:
                throw new UnreachableException();
        }
    }
}
