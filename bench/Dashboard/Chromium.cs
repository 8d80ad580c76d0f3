using Microsoft.Playwright;

namespace WebhookSystem.Bench.Dashboard;

/// <summary>A real browser before the dashboard.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private const float PatienceMilliseconds = 120_000;

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly Uri _address;

    private Chromium(IPlaywright playwright, IBrowser browser, Uri address) =>
        (_playwright, _browser, _address) = (playwright, browser, address);

    public static async Task<Chromium> StartAsync(FileInfo executable, Uri address)
    {
        var playwright = await Playwright.CreateAsync();
        return new(playwright, await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = executable.FullName,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"],
        }), address);
    }

    /// <summary>A window that remembers nothing of the others.</summary>
    public async Task<IBrowserContext> WindowAsync()
    {
        var window = await _browser.NewContextAsync(new() { BaseURL = _address.ToString() });
        window.SetDefaultTimeout(PatienceMilliseconds);
        return window;
    }

    /// <summary>Opens so many pages, in a window each, and waits until they are alive.</summary>
    public async Task<IAsyncDisposable> LookAsync(IReadOnlyList<string> paths, int pages)
    {
        var windows = new Windows();
        for (var page = 0; page < pages; page++)
            await OpenAliveAsync(windows.Add(await WindowAsync()), paths[page % paths.Count]);
        return windows;
    }

    public static async Task<IPage> OpenAliveAsync(IBrowserContext window, string path)
    {
        var page = await window.NewPageAsync();
        await page.GotoAsync(path);
        await page.Locator("html[data-live]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private sealed class Windows : IAsyncDisposable
    {
        private readonly List<IBrowserContext> _open = [];

        public IBrowserContext Add(IBrowserContext window)
        {
            _open.Add(window);
            return window;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var window in _open)
                await window.DisposeAsync();
        }
    }
}
