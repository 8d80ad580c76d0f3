using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Differential;

/// <summary>A <c>moto_server</c> as a child of this process; tests are skipped where none is installed.</summary>
public sealed class MotoServer : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private Process? _process;

    public Uri? Endpoint { get; private set; }

    public async ValueTask InitializeAsync()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(static folder => Path.Combine(folder, "moto_server"))
            .FirstOrDefault(File.Exists);
        if (path is null)
            return;

        var port = FreePort();
        _process = Process.Start(new ProcessStartInfo(path, ["-H", "127.0.0.1", "-p", $"{port}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += static (_, _) => { };
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        var endpoint = new Uri($"http://127.0.0.1:{port}");
        await AnswersAsync(endpoint);
        Endpoint = endpoint;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task AnswersAsync(Uri endpoint)
    {
        using var client = new HttpClient();
        using var deadline = new CancellationTokenSource(Deadline);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await pause.WaitForNextTickAsync(deadline.Token))
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(endpoint, "/moto-api/data.json"), deadline.Token);
                return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
    }
}
