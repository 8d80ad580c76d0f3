using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace WebhookSystem.Bench.LocalAws.Servers;

/// <summary>A server under test, in a process of its own.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ServerProcess(Process process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    public Uri Endpoint { get; }

    /// <summary>What of it is in memory.</summary>
    public long ResidentBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static Task<ServerProcess> StartLocalAwsAsync(string? data, CancellationToken cancellationToken)
    {
        var port = FreePort();
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "LocalAws.dll"), "--port", $"{port}", "--environment", "Production",
            .. data is null ? Array.Empty<string>() : ["--data", data],
        ];
        return StartAsync("dotnet", arguments, port, "/_local/health", cancellationToken);
    }

    /// <summary>A moto_server, or null where none is installed.</summary>
    public static async Task<ServerProcess?> StartMotoAsync(CancellationToken cancellationToken)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(static folder => Path.Combine(folder, "moto_server"))
            .FirstOrDefault(File.Exists);
        if (path is null)
            return null;
        var port = FreePort();
        return await StartAsync(
            path, ["-H", "127.0.0.1", "-p", $"{port}"], port, "/moto-api/data.json", cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<ServerProcess> StartAsync(
        string program, string[] arguments, int port, string health, CancellationToken cancellationToken)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var server = new ServerProcess(process, new($"http://127.0.0.1:{port}"));
        try
        {
            await server.AnswersAsync(health, cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AnswersAsync(string health, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartMax);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await pause.WaitForNextTickAsync(deadline.Token))
        {
            try
            {
                using var answer = await client.GetAsync(new Uri(Endpoint, health), deadline.Token);
                return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
    }
}
