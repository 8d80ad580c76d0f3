using System.ComponentModel;
using System.Diagnostics;

namespace Aspire.Hosting.Orchestration;

/// <summary>One process: its output is reported by line, its end by exit code.</summary>
internal sealed class Child
{
    /// <summary>How long output may follow a process's end: a grandchild may hold the pipe open for ever.</summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(1);

    private readonly int _number;
    private readonly Process _process;
    private readonly ReportWriter _reports;

    private Child(int number, Process process, ReportWriter reports)
    {
        _number = number;
        _process = process;
        _reports = reports;
        Ended = ReportAsync();
    }

    /// <summary>Completes when the process has ended and that has been reported.</summary>
    public Task Ended { get; }

    public static Child? TryStart(Request.Start start, ReportWriter reports)
    {
        var startInfo = new ProcessStartInfo(start.FileName, start.Arguments)
        {
            WorkingDirectory = start.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        foreach (var (name, value) in start.Environment)
            startInfo.Environment[name] = value;

        try
        {
            var process = Process.Start(startInfo)!;
            process.StandardInput.Close();
            reports.Write(new Report.Started(start.Child, process.Id));
            return new Child(start.Child, process, reports);
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or InvalidOperationException)
        {
            reports.Write(new Report.NotStarted(start.Child, exception.Message));
            return null;
        }
    }

    public async Task StopAsync(TimeSpan grace)
    {
        try
        {
            ProcessFamily.AskToEnd(_process);
            await Ended.WaitAsync(grace);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await Ended;
        }
    }

    private async Task ReportAsync()
    {
        var output = Task.WhenAll(
            ForwardAsync(_process.StandardOutput, isError: false), ForwardAsync(_process.StandardError, isError: true));
        await _process.WaitForExitAsync();
        await Task.WhenAny(output, Task.Delay(LastWords));
        _reports.Write(new Report.Ended(_number, _process.ExitCode));
    }

    private async Task ForwardAsync(StreamReader reader, bool isError)
    {
        while (await reader.ReadLineAsync() is { } line)
            _reports.Write(new Report.Line(_number, line, isError));
    }
}
