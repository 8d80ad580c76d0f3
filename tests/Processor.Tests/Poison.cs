using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Processor.Receive;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Processor.Tests;

/// <summary>What cannot be processed is seen, is not lost, and stops nothing else.</summary>
public sealed class Poison(Inbox inbox) : IClassFixture<Inbox>
{
    [Fact]
    public async Task What_is_no_inbox_message_goes_to_the_dead_letter_queue_with_its_reason()
    {
        Assert.Equal(Outcome.Unreadable, await inbox.ProcessAsync("no json"));

        // Another test's may lie there too.
        var dead = Assert.Single(
            await inbox.Aws.DrainAsync(Topology.Queues.InboxDead), message => message.Body == "no json");
        Assert.NotEmpty(dead.MessageAttributes[SqsDeadLetters.ReasonAttribute].StringValue);
    }

    [Fact]
    public async Task The_last_failure_of_a_known_event_is_kept_in_the_table_and_left_to_the_redrive()
    {
        var lost = inbox.Message("lost", "d") with
        {
            Text = null,
            Ticket = new ClaimTicket(Topology.Payloads.BucketName, "nowhere", 1, Digest.Of("x")),
        };

        Assert.Equal(Outcome.Failed, await inbox.ProcessAsync(lost, receives: 4));
        Assert.Equal(Outcome.Dead, await inbox.ProcessAsync(lost, receives: 5));
        var dead = DeadEvent.Read((await inbox.ItemsAsync())[Topology.Table.DeadKey("lost")].ToItem());
        Assert.Equal(Topology.Services.Processor, dead.Room);
        Assert.Contains("nowhere", dead.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_hands_back_what_failed_and_nothing_else()
    {
        var good = System.Text.Encoding.UTF8.GetString(inbox.Message("good", "d").ToUtf8());
        var bad = System.Text.Encoding.UTF8.GetString((inbox.Message("bad", "d") with { Digest = "wrong" }).ToUtf8());

        var failures = await inbox.InvokeAsync(good, bad, "unreadable");

        Assert.Equal(["m1"], failures);
        Assert.Contains(Topology.Table.EventKey("good"), (await inbox.ItemsAsync()).Keys);
    }
}
