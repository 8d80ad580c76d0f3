using System.Collections.Concurrent;
using System.Diagnostics;

namespace WebhookSystem.Fixtures.Rooms;

/// <summary>A room's process, with the environment that Lambda would give it, and what it writes.</summary>
internal sealed class RoomProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];

    public RoomProcess(string room, RoomProgram program, Uri aws, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(program.Program, program.Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var variables = new Dictionary<string, string>
        {
            ["AWS_LAMBDA_FUNCTION_NAME"] = room,
            ["AWS_LAMBDA_RUNTIME_API"] = $"{aws.Authority}/_lambda/{room}",
            ["AWS_ENDPOINT_URL"] = aws.ToString(),
            ["AWS_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "local",
            ["AWS_SECRET_ACCESS_KEY"] = "local",
            ["AWS_SDK_UA_APP_ID"] = room,
            ["Logging__LogLevel__Default"] = "Warning",
        };
        foreach (var (name, value) in variables.Concat(environment))
            start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public TimeSpan ProcessorTime => _process.TotalProcessorTime;

    public bool HasEnded => _process.HasExited;

    public string Written => string.Join('\n', _lines);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is { } text)
            _lines.Enqueue(text);
    }
}
