using WebhookSystem.Contracts.Events;
using WebhookSystem.Dashboard.Tests.Scene;
using static Microsoft.Playwright.Assertions;

namespace WebhookSystem.Dashboard.Tests.Browser;

/// <summary>While AWS cannot be reached, pages show what the read model has, and say what is missing.</summary>
public sealed class WithoutAws(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly string Key = Uri.EscapeDataString(Story.Key);

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task Pages_show_what_they_have_and_say_what_they_cannot_ask()
    {
        await chromium.Running.LoseAwsAsync();

        var page = await chromium.OpenAliveAsync($"/events/{Items.Source}/{Key}/{Story.Traced}");
        await Expect(page.GetByText("The body cannot be fetched")).ToBeVisibleAsync();
        await Expect(page.GetByText("Where it was sent cannot be told")).ToBeVisibleAsync();
        await Expect(page.Locator(".waterfall .step").First).ToBeVisibleAsync();

        await page.GotoAsync($"/keys/{Items.Source}/{Key}");
        await Expect(page.Locator(".crossing").First).ToBeVisibleAsync();

        var other = Digest.Of("{\"amount\":0}");
        await page.GotoAsync($"/duplicates/compare?source={Items.Source}&key={Key}&id={Story.Traced}&digest={other}");
        await Expect(page.GetByText("A body cannot be fetched")).ToBeVisibleAsync();
    }
}
