using System.Text.Json;
using Microsoft.Playwright;

namespace WebhookSystem.Dashboard.Tests.Browser;

/// <summary>The axe-core rules, run in a page. AXE_CORE names its script.</summary>
internal static class Axe
{
    public const string WhyMissing =
        "Axe or Chromium is missing: AXE_CORE names axe.min.js of the npm package axe-core, CHROMIUM_PATH the browser.";

    // A colour on its way from one to another is neither: animations that end are waited for.
    private const string Run = """
        async () => (await Promise.allSettled(document.getAnimations()
            .filter(one => one.effect.getComputedTiming().endTime !== Infinity).map(one => one.finished)),
            await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })).violations
            .map(rule => `${rule.id}: ${rule.help}: ${rule.nodes.slice(0, 3).map(node => node.html).join(' ')}`)
        """;

    private static string? Script { get; } = Environment.GetEnvironmentVariable("AXE_CORE");

    public static bool IsMissing => Script is null || Chromium.IsMissing;

    /// <returns>What breaks WCAG 2.2 AA on the page, rule by rule.</returns>
    public static async Task<IReadOnlyList<string>> FaultsOfAsync(IPage page)
    {
        // Evaluated, not added as a tag: the pages forbid script of others.
        await page.EvaluateAsync(await File.ReadAllTextAsync(Script!));
        var faults = await page.EvaluateAsync<JsonElement>(Run);
        return [.. faults.EnumerateArray().Select(static fault => fault.GetString()!)];
    }
}
