using System.Diagnostics;
using System.Globalization;
using System.Net;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Bench.Send;

namespace WebhookSystem.Bench.Ingress;

/// <summary>A server in a process of its own, which says what it has spent.</summary>
internal sealed class MeasuredServer(Process process, Uri address) : IDisposable
{
    private const int Connections = 32;

    private readonly HttpClient _http = new() { BaseAddress = address };

    /// <param name="kind">As <see cref="IngressBenchmark.BuildServer"/> takes it.</param>
    public static async Task<MeasuredServer> StartAsync(string kind)
    {
        // By its assembly: this process may be its own executable or dotnet itself.
        string[] arguments = ["exec", typeof(MeasuredServer).Assembly.Location, "ingress-server", kind];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        })!;
        var line = await process.StandardOutput.ReadLineAsync().ConfigureAwait(false);
        return new(process, new Uri(line ?? throw new InvalidOperationException("The server did not start.")));
    }

    /// <summary>
    /// What Kestrel spends on a request with nothing behind it, microseconds of CPU: how fast the machine is today.
    /// </summary>
    public static async Task<double> YardstickAsync(CancellationToken cancellationToken)
    {
        const int RoundCount = 5, Requests = 20_000, BodyBytes = 1024;
        using var empty = await StartAsync("empty").ConfigureAwait(false);
        var request = Served.Request(BodyBytes);
        var costs = new double[RoundCount];
        for (var round = -1; round < RoundCount; round++)
        {
            var cost = await empty.MeasureAsync(request, Requests, HttpStatusCode.Accepted, cancellationToken)
                .ConfigureAwait(false);
            if (round >= 0)
                costs[round] = cost.Microseconds;
        }

        return Rounds.Median(costs);
    }

    /// <returns>What a request cost it in the mean.</returns>
    public async Task<Cost> MeasureAsync(
        byte[] request, int requests, HttpStatusCode answer, CancellationToken cancellationToken)
    {
        var before = await SpentAsync(cancellationToken).ConfigureAwait(false);
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ =>
            SendAsync(request, requests / Connections, answer, cancellationToken))).ConfigureAwait(false);
        var after = await SpentAsync(cancellationToken).ConfigureAwait(false);
        return new((after.Microseconds - before.Microseconds) / requests, (after.Bytes - before.Bytes) / requests);
    }

    public void Dispose()
    {
        _http.Dispose();
        process.StandardInput.Close();
        process.WaitForExit();
        process.Dispose();
    }

    private async Task SendAsync(
        byte[] request, int count, HttpStatusCode answer, CancellationToken cancellationToken)
    {
        using var connection = await RawConnection.OpenAsync(address, cancellationToken).ConfigureAwait(false);
        for (var number = 0; number < count; number++)
        {
            var status = await connection.PostAsync(request, cancellationToken).ConfigureAwait(false);
            if (status != answer)
                throw new InvalidOperationException($"A request was answered {(int)status}, not {(int)answer}.");
        }
    }

    private async Task<Cost> SpentAsync(CancellationToken cancellationToken)
    {
        var text = await _http.GetStringAsync(new Uri("/figures", UriKind.Relative), cancellationToken)
            .ConfigureAwait(false);
        var figures = text.Split(' ').Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new(figures[0], figures[1]);
    }
}

/// <param name="Microseconds">Of CPU.</param>
/// <param name="Bytes">Allocated.</param>
internal readonly record struct Cost(double Microseconds, double Bytes);
