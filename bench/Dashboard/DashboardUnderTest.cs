using System.Diagnostics;
using Amazon;
using Amazon.Extensions.NETCore.Setup;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WebhookSystem.Dashboard;
using WebhookSystem.Dashboard.Keep;
using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.Dashboard.Keep.Storage;

namespace WebhookSystem.Bench.Dashboard;

/// <summary>A dashboard in this process over a read model in a folder of its own. No AWS is near.</summary>
internal sealed class DashboardUnderTest : IAsyncDisposable
{
    private const int BatchSize = 1_000;
    private const int AppliedMax = 20_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("dashboard-bench-").FullName;
    private WebApplication? _app;

    private static AWSOptions Nowhere => new()
    {
        Credentials = new BasicAWSCredentials("nobody", "nothing"),
        Region = RegionEndpoint.USEast1,
        DefaultClientConfig = { ServiceURL = "http://127.0.0.1:9" },
    };

    private Dictionary<string, string?> Settings => new()
    {
        ["urls"] = "http://127.0.0.1:0",
        ["Otlp:Host"] = "127.0.0.1",
        ["Otlp:GrpcPort"] = "0",
        ["Otlp:HttpPort"] = "0",
        ["Dashboard:Data"] = _folder,
        ["Dashboard:EventsMax"] = "100000000",
        ["Logging:LogLevel:Default"] = "None",
    };

    public HttpClient Http { get; private set; } = new();

    public Uri Address => Http.BaseAddress ?? throw new InvalidOperationException("It has not been started.");

    public Database Database => Service<Database>();

    public TService Service<TService>()
        where TService : notnull => _app!.Services.GetRequiredService<TService>();

    public long FileBytes => Directory.EnumerateFiles(_folder).Sum(static file => new FileInfo(file).Length);

    /// <summary>The first are applied as the follower does it; the others are made of them.</summary>
    /// <returns>Events applied a second.</returns>
    public double Seed(int events)
    {
        var applied = Math.Min(events, AppliedMax);
        var started = Stopwatch.GetTimestamp();
        using (var database = new Database(Options.Create(new DashboardOptions { Data = _folder })))
        {
            foreach (var batch in Enumerable.Range(0, applied).Chunk(BatchSize))
                Apply(database, batch);
        }

        var perSecond = applied / Stopwatch.GetElapsedTime(started).TotalSeconds;
        Multiplying.Run(Path.Combine(_folder, "dashboard.db"), applied, events / applied);
        return perSecond;
    }

    /// <summary>Applies events and what their cursors say of them in one transaction, as the follower does.</summary>
    public static void Apply(Database database, IEnumerable<int> numbers) => database.Write(writer =>
    {
        foreach (var number in numbers)
        {
            foreach (var item in SeededEvents.ItemsOf(number))
                Applier.Apply(writer, new(item.PartitionKey, item.SortKey, item));
        }
    });

    /// <summary>As the follower does after each of its batches.</summary>
    /// <param name="isBehind">It reads as fast as it can.</param>
    public void Tell(bool isBehind)
    {
        Service<Changes>().IsBehind = isBehind;
        Service<Changes>().Publish();
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _app = DashboardHost.Build(
            new() { ApplicationName = "Dashboard", ContentRootPath = AppContext.BaseDirectory },
            builder =>
            {
                builder.Services.AddDefaultAWSOptions(Nowhere);

                // A page that was closed would go on following for the minutes in which its browser might come back.
                builder.Services.Configure<CircuitOptions>(
                    static options => options.DisconnectedCircuitMaxRetained = 0);
                builder.Configuration.AddInMemoryCollection(Settings);
            });
        await _app.StartAsync(cancellationToken);
        Http = new() { BaseAddress = new(_app.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
