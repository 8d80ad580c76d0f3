using Microsoft.Playwright;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Dashboard.Tests.Scene;
using static Microsoft.Playwright.Assertions;

namespace WebhookSystem.Dashboard.Tests.Browser;

/// <summary>The pages as a person sees them.</summary>
public sealed class PagesInABrowser(Chromium chromium) : IClassFixture<Chromium>
{
    /// <summary>The line of releases, which the chart draws once it knows its size.</summary>
    private const string Drawn = "path.mud-chart-serie[stroke='var(--green)']";

    private const int RowsOfAScreen = 20;

    private const string FitsInWidth = "document.documentElement.scrollWidth <= window.innerWidth";

    private static readonly string EventPath =
        $"/events/{Items.Source}/{Uri.EscapeDataString(Story.Key)}/{Story.Traced}";

    internal static readonly (string Name, string Path, string Ready)[] All =
    [
        ("overview", "/", Drawn),
        ("events", "/events", "table.events"),
        ("in-flight", "/in-flight", "table.events"),
        ("duplicates", "/duplicates", "table.events"),
        ("reordered", "/reordered", ".crossing"),
        ("late", "/late", "table.events"),
        ("rejected", "/rejected", ".empty"),
        ("dead-letters", "/dead-letters", "table.events"),
        ("event", EventPath, "pre.payload"),
        ("key", $"/keys/{Items.Source}/{Uri.EscapeDataString(Story.Key)}", ".crossing"),
        ("sources", "/sources", ".source-cards"),
        ("source", "/sources/standard", Drawn),
        ("providers", "/providers", "tbody tr"),
        ("provider", "/providers/stripe", ".prose table"),
        ("actions", "/actions", "h1"),
        ("compare", $"/duplicates/compare?source={Items.Source}&key={Uri.EscapeDataString(Story.Key)}"
            + $"&id={Story.Traced}&digest={Digest.Of("{\"amount\":0}")}", ".difference"),
        ("empty", "/events?text=nothing-like-it", ".empty"),
        ("missing", "/nowhere", ".empty"),
    ];

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task New_events_appear_without_reloading()
    {
        var page = await chromium.OpenAsync("/events?key=appearing");
        await Expect(page.GetByText("Nothing matches")).ToBeVisibleAsync();

        await chromium.Running.PutAsync(
            Items.Event("evt_new", key: "appearing", start: TimeProvider.System.GetUtcNow()).ToItem());

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "evt_new" })).ToBeVisibleAsync();
    }

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task A_list_that_was_clicked_for_comes_whole()
    {
        var page = await chromium.OpenAliveAsync("/events");
        var rows = page.Locator("table.events tbody tr");
        var whole = await rows.CountAsync();
        Assert.True(whole > RowsOfAScreen, $"{whole} rows fit on a screen.");
        await page.Locator("a[href$='/sources']").First.ClickAsync();
        await Expect(page.Locator(".source-cards")).ToBeVisibleAsync();

        await page.Locator("a[href$='/events']").First.ClickAsync();

        await Expect(rows).ToHaveCountAsync(whole);
    }

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task Slash_focuses_the_search_and_typing_narrows_the_list()
    {
        var page = await chromium.OpenAsync("/events");
        await page.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("EVT_1042");

        await Expect(page.Locator("table.events tbody tr")).ToHaveCountAsync(1);
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("text=EVT_1042"));
    }

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task A_hostile_body_is_text_and_runs_nothing()
    {
        var page = await chromium.OpenAsync(EventPath);

        await Expect(page.Locator("pre.payload").First).ToContainTextAsync("onerror=");
        await Expect(page.Locator("pre.payload img, pre.payload script")).ToHaveCountAsync(0);
        Assert.DoesNotContain("owned", await page.TitleAsync(), StringComparison.Ordinal);
    }

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task An_events_page_tells_its_order_and_draws_its_trace()
    {
        var page = await chromium.OpenAsync(EventPath);

        await Expect(page.GetByText("released as #10")).ToBeVisibleAsync();
        await Expect(page.Locator(".waterfall > li")).ToHaveCountAsync(10);
    }

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task An_events_page_tells_which_queue_has_it()
    {
        var page = await chromium.OpenAsync(EventPath);

        await Expect(page.Locator("#deliveries li")).ToHaveTextAsync($"{Topology.Queues.Ordered} has it.");
        await Expect(page.Locator("#deliveries")).ToContainTextAsync($"{Items.Source}#{Story.Key}#10");
    }

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task A_source_leads_to_what_its_provider_needs()
    {
        var page = await chromium.OpenAliveAsync("/sources/stripe");

        await page.GetByRole(AriaRole.Link, new() { Name = "Stripe", Exact = true }).ClickAsync();

        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/providers/stripe$"));
        await Expect(page.Locator(".prose h1")).ToHaveTextAsync("Stripe");
        await Expect(page.Locator(".prose")).ToContainTextAsync("Stripe-Signature");
    }

    /// <summary>What is drawn is judged by eye: the pictures lie beside the test's binaries.</summary>
    [Theory(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    [InlineData(ColorScheme.Light, 1440)]
    [InlineData(ColorScheme.Dark, 1440)]
    [InlineData(ColorScheme.Light, 390)]
    [InlineData(ColorScheme.Dark, 390)]
    public async Task Every_page_fits_its_window_and_says_nothing_on_the_console(ColorScheme scheme, int width)
    {
        var pictures = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "pictures")).FullName;
        foreach (var (name, path, ready) in All)
        {
            var page = await chromium.OpenAsync(path, scheme, width);
            var faults = new List<string>();
            page.Console += (_, message) => faults.AddRange(message.Type == "error" ? [message.Text] : []);
            await page.ReloadAsync();
            await page.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await page.Locator(ready).First.WaitForAsync();
            await page.ScreenshotAsync(new()
            {
                Path = Path.Combine(pictures, $"{name}-{scheme}-{width}.png".ToLowerInvariant()),
                FullPage = true,
            });

            Assert.True(await page.EvaluateAsync<bool>(FitsInWidth), $"{name} scrolls sideways");
            Assert.Equal(scheme == ColorScheme.Dark, await page.Locator(".dark").CountAsync() > 0);
            Assert.DoesNotContain(
                faults, fault => !fault.Contains("404", StringComparison.Ordinal) || name != "missing");
            await page.Context.CloseAsync();
        }
    }
}
