using System.Net;
using System.Text.RegularExpressions;
using Amazon.SQS.Model;
using Microsoft.Playwright;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Dashboard.Tests.Scene;
using static Microsoft.Playwright.Assertions;

namespace WebhookSystem.Dashboard.Tests.Browser;

/// <summary>What an operator does, and nobody else.</summary>
public sealed partial class Operating(Chromium chromium) : IClassFixture<Chromium>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task Whoever_is_not_signed_in_looks_and_cannot_act()
    {
        var page = await chromium.OpenAliveAsync("/actions");

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Reconcile every key" })).ToBeDisabledAsync();
        await Expect(page.GetByText("read only")).ToBeVisibleAsync();
    }

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task The_printed_address_works_once()
    {
        var address = chromium.Running.OperatorAddress;
        var first = await chromium.OpenAsync(address);
        var second = await chromium.OpenAsync(address);

        await Expect(first.Locator(".role")).ToHaveTextAsync("operator");
        await Expect(second).ToHaveURLAsync(new Regex("/sign-in$"));
        Assert.NotEqual(address, chromium.Running.OperatorAddress);
    }

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task A_dead_letter_is_looked_at_tried_and_sent_back()
    {
        var queues = chromium.Running.Queues;
        var dead = (await queues.GetQueueUrlAsync(Topology.Queues.InboxDead)).QueueUrl;
        await queues.SendMessageAsync(dead, "{\"no\":\"inbox message\"}");
        var page = await chromium.OpenAsOperatorAsync("/dead-letters");
        var card = page.Locator("section.card", new() { HasText = Topology.Queues.InboxDead });

        await card.GetByRole(AriaRole.Button, new() { Name = "Look into it" }).ClickAsync();
        await card.GetByRole(AriaRole.Button, new() { Name = "Redrive this" }).ClickAsync();
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Dry run" }).ClickAsync();
        await Expect(page.GetByText("1 of 1 messages would be sent back")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Redrive this" }).ClickAsync();

        await Expect(page.GetByText("1 of 1 messages were sent back")).ToBeVisibleAsync();
        Assert.Equal("{\"no\":\"inbox message\"}", (await ReceiveAsync(Topology.Queues.Inbox)).Body);
        await page.GotoAsync("/actions");
        await Expect(page.GetByText("1 of 1 messages were sent back").First).ToBeVisibleAsync();
        await Expect(page.GetByText("local operator").First).ToBeVisibleAsync();
    }

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task A_quarantined_event_is_released_by_a_command()
    {
        var stored = Items.Event("evt_late", key: "quarantine", start: TimeProvider.System.GetUtcNow());
        await chromium.Running.PutAsync(stored.ToItem(), Items.Quarantined(stored));
        await chromium.Running.EventuallyAsync(
            "/api/events?state=quarantined", static text => text.Contains("evt_late", StringComparison.Ordinal));
        var page = await chromium.OpenAsOperatorAsync("/events/standard/quarantine/evt_late");

        await page.GetByRole(AriaRole.Button, new() { Name = "Release" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Release" }).ClickAsync();

        var command = OperatorCommand.Parse((await ReceiveAsync(Topology.Queues.Commands)).Body);
        Assert.Equal((CommandKind.Release, "evt_late", false), (command.Kind, command.EventId, command.DryRun));
        Assert.Equal("local operator", command.RequestedBy);
    }

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task A_rebuild_reads_the_table_anew_and_is_recorded()
    {
        var page = await chromium.OpenAsOperatorAsync("/actions");

        await page.GetByRole(AriaRole.Button, new() { Name = "Rebuild the dashboard" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Rebuild the dashboard" })
            .ClickAsync();

        var row = page.GetByRole(AriaRole.Row, new() { NameRegex = Rebuilt });
        await Expect(row).ToContainTextAsync("The table is read anew");
        await chromium.Running.EventuallyAsync(
            "/api/events/standard/order-7%2Feu/evt_1042",
            static text => text.Contains("\"ordinal\":10", StringComparison.Ordinal));
    }

    [Fact(Skip = Chromium.WhyMissing, SkipType = typeof(Chromium), SkipWhen = nameof(Chromium.IsMissing))]
    public async Task Nobody_is_signed_out_by_a_request_from_elsewhere()
    {
        using var answer = await chromium.Running.Http.PostAsync(new Uri("/logout", UriKind.Relative), content: null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [GeneratedRegex("Rebuild.*local operator")]
    private static partial Regex Rebuilt { get; }

    private async Task<Message> ReceiveAsync(string queue)
    {
        using var deadline = new CancellationTokenSource(Patience);
        var queues = chromium.Running.Queues;
        var url = (await queues.GetQueueUrlAsync(queue, deadline.Token)).QueueUrl;
        while (true)
        {
            var answer = await queues.ReceiveMessageAsync(
                new ReceiveMessageRequest { QueueUrl = url, WaitTimeSeconds = 1 }, deadline.Token);
            if (answer.Messages is [var message, ..])
                return message;
        }
    }
}
