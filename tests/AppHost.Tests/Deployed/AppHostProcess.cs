using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace WebhookSystem.AppHost.Tests.Deployed;

/// <summary>The AppHost as a developer starts it: a process with arguments and an environment, and what it
/// says.</summary>
internal sealed class AppHostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly CancellationTokenSource _deadline = new(Patience);
    private readonly ConcurrentQueue<string> _said = [];
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private AppHostProcess(ProcessStartInfo start)
    {
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Take;
        _process.ErrorDataReceived += Take;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public CancellationToken Token => _deadline.Token;

    public string Said => string.Join('\n', _said);

    public static AppHostProcess Start(Uri aws, params string[] arguments)
    {
        var dotnet = Path.GetFullPath(
            Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        var start = new ProcessStartInfo(dotnet,
        [
            "exec", typeof(Projects.AppHost).Assembly.Location, "--DcpPublisher:RandomizePorts", "true", .. arguments,
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_ENDPOINT_URL"] = aws.ToString();
        start.Environment["AWS_ACCESS_KEY_ID"] = "machine";
        start.Environment["AWS_SECRET_ACCESS_KEY"] = "machine";
        start.Environment.Remove("AWS_REGION");
        start.Environment["DOTNET_ENVIRONMENT"] = "Development";
        return new(start);
    }

    /// <summary>The first line from here on that has the text in it.</summary>
    public async Task<string> SaysAsync(string text)
    {
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(Token);
                if (line.Contains(text, StringComparison.Ordinal))
                    return line;
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ChannelClosedException)
        {
            throw new InvalidOperationException($"It does not say '{text}', but:\n{Said}", exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _deadline.Dispose();
    }

    private void Take(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        _said.Enqueue(line.Data);
        _lines.Writer.TryWrite(line.Data);
    }
}
