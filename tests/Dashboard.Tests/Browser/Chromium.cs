using Microsoft.Playwright;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Browser;

/// <summary>A real browser before a running dashboard. Where no Chromium is installed, its tests are skipped.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Candidates =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string? Path { get; } = Environment.GetEnvironmentVariable("CHROMIUM_PATH")
        ?? Candidates.FirstOrDefault(File.Exists);

    /// <summary>A busy machine may take long to draw; nothing is gained by failing early.</summary>
    private const float PatienceMilliseconds = 120_000;

    public const string WhyMissing = "No Chromium is installed here; CHROMIUM_PATH names one elsewhere.";

    public static bool IsMissing => Path is null;

    public Running Running { get; } = new();

    /// <summary>Nothing has happened yet on the dashboard that is looked at.</summary>
    public bool IsStoryless { get; init; }

    public async ValueTask InitializeAsync()
    {
        if (IsMissing)
            return;
        await Running.InitializeAsync();
        if (!IsStoryless)
            await TellAsync();
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Path,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync",
            ],
        });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (!IsMissing)
            await Running.DisposeAsync();
    }

    /// <summary>Opens a page of the dashboard in a window of its own, and waits until it is alive.</summary>
    internal async Task<IPage> OpenAsync(
        string path, ColorScheme scheme = ColorScheme.Light, int width = 1440, int height = 900)
    {
        var page = await (await WindowAsync(scheme, width, height)).NewPageAsync();
        await page.GotoAsync(path);
        return page;
    }

    /// <summary>Opens a page and waits until it answers to clicks and keys.</summary>
    internal async Task<IPage> OpenAliveAsync(string path)
    {
        var page = await OpenAsync(path);
        await page.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    /// <summary>Opens the printed address, and then a page as the operator.</summary>
    internal async Task<IPage> OpenAsOperatorAsync(string path)
    {
        var page = await (await WindowAsync(ColorScheme.Light, 1440, 900)).NewPageAsync();
        await page.GotoAsync(Running.OperatorAddress);
        await page.GotoAsync(path);
        await page.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    private async Task TellAsync()
    {
        await Story.TellAsync(Running);
        await Running.EventuallyAsync(
            "/api/counts", static text => text.Contains($"\"accepted\":{Story.Events},", StringComparison.Ordinal));
    }

    private async Task<IBrowserContext> WindowAsync(ColorScheme scheme, int width, int height)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Running.Pages.ToString(),
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = height },
        });
        context.SetDefaultTimeout(PatienceMilliseconds);
        return context;
    }
}
