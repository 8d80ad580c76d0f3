using System.Net;
using System.Text.RegularExpressions;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace WebhookSystem.AppHost.Tests.Topology;

/// <summary>What went through the pipeline is found on the dashboard's pages by clicking.</summary>
public sealed partial class SeenInABrowser(RunningTopology topology) : IClassFixture<RunningTopology>
{
    private const string Mixed = "mixed";
    private const string Gapped = "gapped";

    [Fact(Skip = Browser.WhyMissing, SkipType = typeof(Browser), SkipWhen = nameof(Browser.IsMissing))]
    public async Task Duplicates_disorder_gaps_and_refusals_are_found_and_a_dead_letter_is_sent_back()
    {
        SetDefaultExpectTimeout(Browser.PatienceMilliseconds);
        await SendTrafficAsync();
        await using var browser = await Browser.StartAsync();
        var page = await browser.OpenAsync(await OperatorAddressAsync());

        await SeesTheSameNumbersAsync(page);
        await FollowAsync(page, "Reordered");
        await Expect(page.Locator(".crossing path.reordered").First).ToBeVisibleAsync();
        await page.Locator("table.events").GetByRole(AriaRole.Link, new() { Name = $"msg_{Mixed}_2" }).ClickAsync();
        await Expect(page.GetByText("released as #2")).ToBeVisibleAsync();
        foreach (var step in (string[])["POST /hooks/{source}", "process webhook-inbox", "send webhook-ordered.fifo"])
            await Expect(page.Locator(".waterfall .step", new() { HasText = step }).First).ToBeVisibleAsync();
        await FollowAsync(page, "Duplicates");
        await Expect(page.Locator("table.events tr", new() { HasText = $"msg_{Mixed}_1" })).ToContainTextAsync("once");
        await FollowAsync(page, "Late and gaps");
        await Expect(page.Locator(".plain-table tr", new() { HasText = Gapped })).ToContainTextAsync("2");
        await FollowAsync(page, "Rejected");
        await Expect(page.Locator(".plain-table").First).ToContainTextAsync("wrong signature");
        await RedrivesAsync(page);
    }

    private async Task SendTrafficAsync()
    {
        using var ingress = topology.Ingress;
        foreach (var (key, number, accepted) in ((string, int, int)[])
            [(Mixed, 1, 1), (Mixed, 3, 2), (Mixed, 2, 3), (Mixed, 1, 3), (Gapped, 1, 4), (Gapped, 3, 5)])
        {
            Assert.Equal(HttpStatusCode.Accepted, await SendAsync(ingress, key, number));
            // The inbox keeps no order: the next is sent when this one is stored, or they could change places there.
            await topology.AskAsync("/api/counts", counts => counts["accepted"]!.GetValue<long>() == accepted);
        }

        Assert.Equal(HttpStatusCode.Unauthorized, await SendAsync(ingress, "forged", 1, static text => text + " "));
        await topology.AskAsync(
            "/api/counts",
            static counts => counts["duplicates"]!.GetValue<long>() == 1 && counts["rejected"]!.GetValue<long>() == 1);
        await topology.AskAsync(
            $"/api/keys/standard/{Gapped}", static key => key["gaps"]!.AsArray().Count == 1);
    }

    private static Task<HttpStatusCode> SendAsync(
        HttpClient ingress, string key, int number, Func<string, string>? tamper = null) => ingress.SendStandardAsync(
        $"msg_{key}_{number}", new { type = "order.paid", data = new { id = key, sequence = number } }, tamper: tamper);

    /// <summary>The address that the dashboard printed for whoever started it.</summary>
    private async Task<Uri> OperatorAddressAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMilliseconds(Browser.PatienceMilliseconds));
        topology.App.ResourceNotifications.TryGetCurrentState("dashboard", out var state);
        var logs = topology.App.Services.GetRequiredService<ResourceLoggerService>();
        await foreach (var batch in logs.WatchAsync(state!.ResourceId).WithCancellation(deadline.Token))
        {
            foreach (var line in batch)
            {
                if (PrintedAddress.Match(line.Content) is { Success: true } printed)
                    return new(topology.App.GetEndpoint("dashboard", "http"), printed.Value);
            }
        }

        throw new InvalidOperationException("The dashboard printed no address.");
    }

    private async Task SeesTheSameNumbersAsync(IPage page)
    {
        var counts = await topology.AskAsync(
            "/api/counts", static counts => counts["released"]!.GetValue<long>() == 5);
        foreach (var name in (string[])["accepted", "released", "reordered", "duplicates", "rejected"])
        {
            await Expect(page.Locator("a.count", new() { HasText = name }).Locator("strong"))
                .ToHaveTextAsync($"{counts[name]}");
        }
    }

    private static async Task FollowAsync(IPage page, string entry)
    {
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new($"^{entry}") }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(entry);
    }

    private async Task RedrivesAsync(IPage page)
    {
        using var sqs = topology.Sqs();
        var dead = (await sqs.GetQueueUrlAsync("webhook-inbox-dlq")).QueueUrl;
        await sqs.SendMessageAsync(dead, "{\"no\":\"inbox message\"}");
        await FollowAsync(page, "Dead letters");
        var card = page.Locator("section.card", new() { HasText = "webhook-inbox-dlq" });
        await card.GetByRole(AriaRole.Button, new() { Name = "Redrive", Exact = true }).ClickAsync();

        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Redrive" }).ClickAsync();

        await Expect(page.GetByText("1 of 1 messages were sent back").First).ToBeVisibleAsync();
        await FollowAsync(page, "Actions");
        await Expect(page.Locator(".plain-table")).ToContainTextAsync("1 of 1 messages were sent back");
    }

    [GeneratedRegex(@"/login\?t=[\w-]+")]
    private static partial Regex PrintedAddress { get; }
}
