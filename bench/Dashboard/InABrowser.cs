using Microsoft.Playwright;
using WebhookSystem.Bench.Measure;

namespace WebhookSystem.Bench.Dashboard;

/// <summary>
/// What a person sees: when a page's first content is painted in a window that knows nothing yet, and how long after a
/// click what it asks for is there. Told by the browser's own clock.
/// </summary>
internal static class InABrowser
{
    private const int Times = 12;

    private static readonly string[] Pages =
    [
        "/", "/events", "/in-flight", "/duplicates", "/reordered", "/late", "/rejected", "/dead-letters", "/sources",
        $"/keys/{SeededEvents.SourceOf(17)}/{SeededEvents.KeyOf(17)}",
        $"/events/{SeededEvents.SourceOf(17)}/{SeededEvents.KeyOf(17)}/{SeededEvents.IdOf(17)}",
    ];

    /// <summary>Begun at, clicked on, and what then is shown and was not before.</summary>
    private static readonly (string Name, string From, string Click, string Shown)[] Clicks =
    [
        ("click: events", "/", "a[href$='/events']", "document.querySelector('table.events') !== null"),
        ("click: overview", "/events", "a[href='/'], a[href='']", "document.querySelector('a.count') !== null"),
        ("click: reordered", "/events", "a[href$='/reordered']", "document.querySelector('.crossing') !== null"),
        ("click: late", "/events", "a[href$='/late']", "location.pathname === '/late' && before !== first()"),
        ("click: older", "/events", "a[rel=next]", "before !== first()"),
        ("click: an event", "/events", "a.row-link", "document.querySelector('table.events') === null"),
        ("click: a key", "/events", "td.key a", "document.querySelector('.crossing') !== null"),
    ];

    public static async Task<IReadOnlyList<Interaction>> MeasureAsync(
        Chromium browser, CancellationToken cancellationToken)
    {
        var measured = new List<Interaction>();
        foreach (var path in Pages)
            measured.Add(Interaction.Of($"paint: {path}", true, await RepeatAsync(() => PaintAsync(browser, path))));
        foreach (var (name, from, click, shown) in Clicks)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await using var window = await browser.WindowAsync();
            var script = ClickScript(click, shown);
            measured.Add(Interaction.Of(name, false, await RepeatAsync(async () =>
            {
                var page = await Chromium.OpenAliveAsync(window, from);
                var milliseconds = await page.EvaluateAsync<double>(script);
                await page.CloseAsync();
                return milliseconds;
            })));
        }

        return measured;
    }

    private static async Task<Latencies> RepeatAsync(Func<Task<double>> measure)
    {
        var latencies = new Latencies();

        // The first pays for what is loaded once.
        await measure();
        for (var i = 0; i < Times; i++)
            latencies.Record(TimeSpan.FromMilliseconds(await measure()));
        return latencies;
    }

    private static async Task<double> PaintAsync(Chromium browser, string path)
    {
        await using var window = await browser.WindowAsync();
        var page = await window.NewPageAsync();
        await page.GotoAsync(path);
        return await page.EvaluateAsync<double>("""
            () => new Promise(done => new PerformanceObserver(list => {
              for (const paint of list.getEntriesByName('first-contentful-paint')) done(paint.startTime);
            }).observe({ type: 'paint', buffered: true }))
            """);
    }

    /// <summary>
    /// Milliseconds from the click until the frame with what it asks for is laid out and painted: what is posted before
    /// a frame comes after it.
    /// </summary>
    private static string ClickScript(string selector, string shown) => $$"""
        async () => {
          const first = () => document.querySelector('a.row-link')?.title;
          const before = first();
          const shown = () => {{shown}};
          const clicked = document.querySelector("{{selector}}");
          if (!clicked) throw new Error("There is no {{selector}} on " + location.pathname);
          if (shown()) throw new Error("It is shown before the click on {{selector}}");
          const begun = performance.now();
          await new Promise(done => {
            const observer = new MutationObserver(() => {
              if (!shown()) return;
              observer.disconnect();
              const painted = new MessageChannel();
              painted.port1.onmessage = () => done();
              requestAnimationFrame(() => painted.port2.postMessage(null));
            });
            observer.observe(document, { childList: true, subtree: true, characterData: true, attributes: true });
            clicked.click();
          });
          return performance.now() - begun;
        }
        """;
}
