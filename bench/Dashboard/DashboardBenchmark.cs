using System.CommandLine;
using WebhookSystem.Bench.Measure;

namespace WebhookSystem.Bench.Dashboard;

/// <summary>
/// The dashboard over a read model of so many events: how long a page and an interaction take, and what open browsers
/// cost the reading of the stream.
/// </summary>
internal static class DashboardBenchmark
{
    private static readonly Option<int> Events = new("--events")
    {
        Description = "Events in the read model", DefaultValueFactory = _ => 1_000_000,
    };

    private static readonly Option<int> Browsers = new("--browsers")
    {
        Description = "Open pages while the stream is read", DefaultValueFactory = _ => 50,
    };

    private static readonly Option<FileInfo?> Executable = new("--chromium")
    {
        Description = "A Chromium to open the pages in; without it they are only asked for",
    };

    public static Command Build()
    {
        var command = new Command("dashboard", "Pages and interactions over many events, and ingestion beside them.")
        {
            Events, Browsers, Executable,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(Events), parsed.GetValue(Browsers), parsed.GetValue(Executable), new(Console.Out),
            cancellationToken));
        return command;
    }

    private static async Task RunAsync(
        int events, int browsers, FileInfo? executable, Report report, CancellationToken cancellationToken)
    {
        await using var subject = new DashboardUnderTest();
        var seeded = subject.Seed(events);
        await subject.StartAsync(cancellationToken);

        await using var browser = executable is null ? null : await Chromium.StartAsync(executable, subject.Address);
        var interactions = await Interactions.MeasureAsync(subject, cancellationToken);
        if (browser is not null)
            interactions = [.. interactions, .. await InABrowser.MeasureAsync(browser, cancellationToken)];
        report.Table(
            ["interaction", "median ms", "p95 ms", "max ms"],
            interactions.Select(static one => new object[] { one.Name, one.Median, one.P95, one.Max }));

        var (alone, watched) = await Watching.MeasureAsync(subject, browsers, browser, cancellationToken);
        report.Table(
            ["open pages", "events/s", $"behind at {Watching.SteadyRate}/s, median ms", "p95 ms"],
            [RowOf(0, alone), RowOf(browsers, watched)]);

        report.Figures(new
        {
            events,
            seededPerSecond = seeded,
            slowestPageMs = interactions.Where(static one => one.IsPage).Max(static one => one.P95),
            slowestInteractionMs = interactions.Where(static one => !one.IsPage).Max(static one => one.P95),
            browsers,
            ingestionRatio = watched.EventsPerSecond / alone.EventsPerSecond,
            behindAloneMs = alone.Behind.Milliseconds(50),
            behindWatchedMs = watched.Behind.Milliseconds(50),
            readModelBytes = subject.FileBytes,
            workingSetBytes = Environment.WorkingSet,
        });
    }

    private static object[] RowOf(int pages, Watching watching) =>
    [
        pages, watching.EventsPerSecond, watching.Behind.Milliseconds(50), watching.Behind.Milliseconds(95),
    ];
}
