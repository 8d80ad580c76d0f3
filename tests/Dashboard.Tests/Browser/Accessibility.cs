using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebhookSystem.Dashboard.Tests.Browser;

/// <summary>The pages for everybody: by keyboard alone, and by WCAG 2.2 AA as far as a program can tell.</summary>
public sealed class Accessibility(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory(Skip = Axe.WhyMissing, SkipType = typeof(Axe), SkipWhen = nameof(Axe.IsMissing))]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_page_breaks_a_rule_of_axe(ColorScheme scheme)
    {
        var faults = new List<string>();
        foreach (var (name, path, ready) in PagesInABrowser.All)
        {
            var page = await chromium.OpenAsync(path, scheme);
            await page.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await page.Locator(ready).First.WaitForAsync();
            faults.AddRange((await Axe.FaultsOfAsync(page)).Select(fault => $"{name}: {fault}"));
            await page.Context.CloseAsync();
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task An_event_is_found_and_opened_without_a_mouse()
    {
        var page = await chromium.OpenAliveAsync("/");

        await page.Keyboard.PressAsync("/");
        await Expect(page.Locator("#search")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(Story.Traced);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("table.events tbody tr")).ToHaveCountAsync(1);
        await Expect(page.Locator("h1")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(page.Locator("a.row-link").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByText("released as #10")).ToBeVisibleAsync();
    }
}
