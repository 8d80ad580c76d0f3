using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Orchestration;

/// <summary>
/// Everything the watcher starts, its children's children included, belongs to one family that can be ended as a whole:
/// a process group of its own on Unix (which also keeps the terminal's Ctrl-C from it), a job on Windows.
/// </summary>
internal static partial class ProcessFamily
{
    private const int Terminate = 15;
    private const int Kill = 9;

    /// <summary>Makes this process the head of a new family.</summary>
    public static void Found()
    {
        if (OperatingSystem.IsWindows())
            WindowsJob.Enter();
        else
            _ = NewSession();
    }

    /// <summary>Ends what is left of the family, this process included.</summary>
    public static void End()
    {
        if (!OperatingSystem.IsWindows())
            EndOf(Environment.ProcessId);
    }

    /// <summary>Ends what is left of the family whose head was <paramref name="watcher"/>.</summary>
    public static void EndOf(int watcher)
    {
        // A job ends with the last handle to it, and the watcher held the only one.
        if (!OperatingSystem.IsWindows())
            _ = Signal(-watcher, Kill);
    }

    /// <summary>Asks a process to end in its own time. Windows has no such request that every program hears.</summary>
    public static void AskToEnd(Process process)
    {
        if (OperatingSystem.IsWindows())
            process.Kill(entireProcessTree: true);
        else if (!process.HasExited)
            _ = Signal(process.Id, Terminate);
    }

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    private static partial int NewSession();

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Signal(int process, int signal);
}
