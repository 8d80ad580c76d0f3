using WebhookSystem.Contracts.Items;
using WebhookSystem.Dashboard.Show.Parts;
using WebhookSystem.Dashboard.Tests.Scene;
using static Microsoft.Playwright.Assertions;

namespace WebhookSystem.Dashboard.Tests.Browser;

/// <summary>Everything that a stranger writes is shown as it is and does nothing, wherever it is shown.</summary>
public sealed class HostileTexts(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Mark = "window.owned = true";

    /// <summary>What breaks out of text, attributes, addresses, styles, scripts and comments.</summary>
    private static readonly string[] Corpus =
    [
        $"<script>{Mark}</script>",
        $"<img src=x onerror=\"{Mark}\">",
        $"\"><svg onload={Mark.Replace(" ", "", StringComparison.Ordinal)}>",
        $"' autofocus onfocus='{Mark}",
        $"javascript:{Mark}//",
        $"</title></style></textarea><script>{Mark}</script>",
        $"--><img src=x onerror={Mark.Replace(" ", "", StringComparison.Ordinal)}><!--",
        $"<iframe srcdoc=\"<script>parent.{Mark}</script>\"></iframe>",
        $"<a href=\"javascript:{Mark}\">{Mark}</a>",
        "{{constructor.constructor('" + Mark + "')()}}",
        "\u202etxt.exe\u2066<b onmouseover=" + Mark.Replace(" ", "", StringComparison.Ordinal) + ">",
    ];

    private static readonly string[] Lists =
        [Links.Events, Links.InFlight, Links.Duplicates, Links.DeadLetters, $"{Links.Duplicates}?state=Conflict"];

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task Nothing_that_a_stranger_wrote_runs_on_any_page()
    {
        var events = Corpus.Select(static (text, index) => Hostile(text, index)).ToList();
        foreach (var one in events)
        {
            await chromium.Running.PutAsync(
                one.ToItem(), Items.Duplicates(one, 1), Items.Conflict(one, one.EventType),
                Items.Dead(one, one.EventType));
        }

        await chromium.Running.EventuallyAsync(
            "/api/events?source=standard&state=duplicate&limit=500",
            text => events.All(one => text.Contains(one.DeliveryId[^6..], StringComparison.Ordinal)));
        var page = await chromium.OpenAliveAsync("/");
        foreach (var path in Lists.Concat(events.SelectMany(AddressesOf)))
        {
            await page.GotoAsync(path);
            await page.Locator("h1").First.WaitForAsync();

            Assert.False(await page.EvaluateAsync<bool>("'owned' in window"), path);
            await Expect(page.Locator("main script, main img, main iframe")).ToHaveCountAsync(0);
        }
    }

    private static IEnumerable<string> AddressesOf(StoredEvent stored) =>
    [
        Links.Event(new WebhookSystem.Dashboard.Keep.Apply.EventName(
            stored.Source, stored.CollectionKey, stored.EventId)),
        Links.Key(stored.Source, stored.CollectionKey), Links.Found(stored.EventType),
    ];

    private static StoredEvent Hostile(string text, int index) =>
        Items.Event(
            $"{text}{index:000000}", key: $"{text} key", body: text, start: TimeProvider.System.GetUtcNow()) with
        {
            EventType = text,
            ContentType = text,
            ProviderId = text,
            DeliveryId = $"delivery-{index:000000}",
            Headers = new Dictionary<string, string> { [text] = text },
        };
}
