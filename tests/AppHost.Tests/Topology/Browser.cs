using Microsoft.Playwright;

namespace WebhookSystem.AppHost.Tests.Topology;

/// <summary>A real browser before the dashboard of a running topology.</summary>
internal sealed class Browser : IAsyncDisposable
{
    /// <summary>So long anything waited for may take where everything goes well but the machine is busy.</summary>
    public const float PatienceMilliseconds = 120_000;

    public const string WhyMissing = "No Chromium is installed here; CHROMIUM_PATH names one elsewhere.";

    private static readonly string? Executable = Environment.GetEnvironmentVariable("CHROMIUM_PATH")
        ?? new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(File.Exists);

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Browser(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    public static bool IsMissing => Executable is null;

    public static async Task<Browser> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
        }));
    }

    /// <summary>A window at that address, alive.</summary>
    public async Task<IPage> OpenAsync(Uri address)
    {
        var context = await _browser.NewContextAsync(new() { BaseURL = address.GetLeftPart(UriPartial.Authority) });
        context.SetDefaultTimeout(PatienceMilliseconds);
        var page = await context.NewPageAsync();
        await page.GotoAsync(address.ToString());
        await page.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
