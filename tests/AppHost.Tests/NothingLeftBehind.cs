using System.Diagnostics;
using System.Runtime.InteropServices;

namespace WebhookSystem.AppHost.Tests;

/// <summary>However the AppHost ends, its processes end with it.</summary>
public sealed class NothingLeftBehind
{
    private const string IgnoredSignals = "SigIgn:";
    private const ulong Interrupt = 1 << (2 - 1);

    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>As of a shell's background jobs, and under nohup: whoever is started inherits it.</summary>
    private static bool IsInterruptIgnored => OperatingSystem.IsLinux()
        && File.ReadLines("/proc/self/status").Single(line => line.StartsWith(IgnoredSignals, StringComparison.Ordinal))
            is var line
        && (Convert.ToUInt64(line[IgnoredSignals.Length..].Trim(), 16) & Interrupt) != 0;

    [Fact]
    public async Task Disposed_application_has_no_process_left()
    {
        int process;
        await using (var app = await SampleApplication.StartAsync(builder => builder.AddProbe("probe")))
        {
            await app.HealthyAsync("probe");
            process = await app.ProcessOfAsync("probe");
        }

        Assert.Throws<ArgumentException>(() => Process.GetProcessById(process));
    }

    [Fact]
    public async Task Killed_AppHost_takes_its_processes_along()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var appHost = Start();
        var children = await ChildrenOfAsync(appHost, deadline.Token);

        appHost.Kill();

        foreach (var child in children)
            await Processes.GoneAsync(child, deadline.Token);
    }

    [Fact]
    public async Task Interrupted_AppHost_stops_its_processes_and_ends_well()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signal to send to one process.");
        Assert.SkipWhen(IsInterruptIgnored, "Whoever started the tests ignores interrupts, and so they do too.");
        using var deadline = new CancellationTokenSource(Deadline);
        using var appHost = Start();
        var children = await ChildrenOfAsync(appHost, deadline.Token);

        using var kill = Process.Start("kill", ["-INT", $"{appHost.Id}"]);
        await appHost.WaitForExitAsync(deadline.Token);

        Assert.Equal(0, appHost.ExitCode);
        Assert.All(children, child => Assert.Throws<ArgumentException>(() => Process.GetProcessById(child)));
    }

    [Fact]
    public async Task Killed_watcher_takes_its_processes_along_and_they_can_be_started_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux tells who started a process.");
        await using var app = await SampleApplication.StartAsync(builder => builder.AddProbe("probe"));
        await app.HealthyAsync("probe");
        var process = await app.ProcessOfAsync("probe");

        Processes.Kill(Processes.ParentOf(process));
        await app.ReachesAsync("probe", KnownResourceStates.Finished);
        await app.CommandAsync("probe", "resource-start");
        await app.HealthyAsync("probe");

        Assert.NotEqual(process, await app.ProcessOfAsync("probe"));
    }

    private static Process Start()
    {
        var dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet");
        return Process.Start(new ProcessStartInfo(Path.GetFullPath(dotnet),
        [
            "exec", typeof(Projects.Sample_AppHost).Assembly.Location,
            "--Sample:Probes", "true", "--DcpPublisher:RandomizePorts", "true",
        ])
        { RedirectStandardOutput = true })!;
    }

    private static async Task<List<int>> ChildrenOfAsync(Process appHost, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        List<int> children = [];
        while (children.Count < 2 && await appHost.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                var process = new Uri(new Uri(line["ready ".Length..]), "/process");
                children.Add(int.Parse(await client.GetStringAsync(process, cancellationToken)));
            }
        }

        // The rest is read so that no one waits for a full pipe.
        _ = appHost.StandardOutput.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
        return children;
    }
}
