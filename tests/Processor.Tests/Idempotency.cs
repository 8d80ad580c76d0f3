using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Processor.Receive;

namespace WebhookSystem.Processor.Tests;

/// <summary>However often an event comes, it is stored once, and what else came is told apart and counted.</summary>
public sealed class Idempotency(Inbox inbox) : IClassFixture<Inbox>
{
    [Fact]
    public async Task Of_ten_deliveries_at_once_one_is_stored_and_nine_are_counted()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(at => inbox.ProcessAsync(inbox.Message("ten", $"delivery-{at}"))));

        Assert.Single(outcomes, outcome => outcome == Outcome.Stored);
        Assert.Equal(9, outcomes.Count(outcome => outcome == Outcome.Duplicate));
        var items = await inbox.ItemsAsync();
        Assert.Equal("9", items[Topology.Table.DuplicateKey("ten")][Attributes.Count].N);
    }

    [Fact]
    public async Task Of_a_batch_that_is_stored_in_one_call_each_event_is_on_its_own()
    {
        var known = inbox.Message("known", "first");
        await inbox.InvokeAsync(Text(known), Text(inbox.Message("old", "first")));
        inbox.Time.Advance(Topology.Table.Retention);
        await inbox.ProcessAsync(known with { DeliveryId = "third" });

        var failed = await inbox.InvokeAsync(
            Text(inbox.Message("new", "first")), Text(inbox.Message("new", "second")), "no message",
            Text(known with { DeliveryId = "fourth" }), Text(inbox.Message("known", "fifth", """{"a":2}""")),
            Text(inbox.Message("old", "second")));

        Assert.Empty(failed);
        var items = await inbox.ItemsAsync();
        Assert.Equal("1", items[Topology.Table.DuplicateKey("new")][Attributes.Count].N);
        Assert.Equal("1", items[Topology.Table.DuplicateKey("known")][Attributes.Count].N);
        Assert.Single(
            items.Keys, key => key.StartsWith(Topology.Table.ConflictKey("known", ""), StringComparison.Ordinal));

        // Its retention had run out: what came was a new event.
        Assert.Equal("second", items[Topology.Table.EventKey("old")][Attributes.DeliveryId].S);
        Assert.DoesNotContain(Topology.Table.DuplicateKey("old"), items.Keys);

        static string Text(Contracts.Events.InboxMessage message) =>
            System.Text.Encoding.UTF8.GetString(message.ToUtf8());
    }

    [Fact]
    public async Task A_message_that_the_queue_brings_again_is_no_duplicate()
    {
        await inbox.ProcessAsync(inbox.Message("again", "first"));
        await inbox.ProcessAsync(inbox.Message("again", "second"));

        Assert.Equal(Outcome.Repeated, await inbox.ProcessAsync(inbox.Message("again", "first")));
        Assert.Equal(Outcome.Repeated, await inbox.ProcessAsync(inbox.Message("again", "second")));
        var items = await inbox.ItemsAsync();
        Assert.Equal("1", items[Topology.Table.DuplicateKey("again")][Attributes.Count].N);
    }

    [Fact]
    public async Task Duplicates_are_counted_beyond_the_deliveries_that_are_remembered()
    {
        await inbox.ProcessAsync(inbox.Message("many", "first"));
        const int Duplicates = Topology.Limits.DeliveriesKeptMax + 5;

        for (var at = 0; at < Duplicates; at++)
            Assert.Equal(Outcome.Duplicate, await inbox.ProcessAsync(inbox.Message("many", $"delivery-{at}")));

        var duplicate = (await inbox.ItemsAsync())[Topology.Table.DuplicateKey("many")];
        Assert.Equal($"{Duplicates}", duplicate[Attributes.Count].N);
        Assert.Equal(Topology.Limits.DeliveriesKeptMax, duplicate[Attributes.Deliveries].SS.Count);
    }

    [Fact]
    public async Task Another_body_under_the_same_id_is_kept_beside_the_first()
    {
        await inbox.ProcessAsync(inbox.Message("conflict", "first"));
        var other = inbox.Message("conflict", "second", """{"a":2}""");

        Assert.Equal(Outcome.Conflict, await inbox.ProcessAsync(other));
        Assert.Equal(Outcome.Repeated, await inbox.ProcessAsync(other));
        var items = await inbox.ItemsAsync();
        Assert.NotEqual(other.Digest, items[Topology.Table.EventKey("conflict")][Attributes.Digest].S);
        Assert.Equal(other.Digest, items[Topology.Table.ConflictKey("conflict", other.Digest)][Attributes.Digest].S);
    }

    [Fact]
    public async Task Where_ids_are_unique_in_their_source_another_key_makes_no_other_event()
    {
        var first = inbox.Message("unique", "first") with { IsUniqueInSource = true };
        var moved = first with { DeliveryId = "second", Key = "order-2" };
        var changed = inbox.Message("unique", "third", """{"a":2}""") with { IsUniqueInSource = true, Key = null };

        Assert.Equal(Outcome.Stored, await inbox.ProcessAsync(first));
        Assert.Equal(Outcome.Repeated, await inbox.ProcessAsync(first));
        Assert.Equal(Outcome.Duplicate, await inbox.ProcessAsync(moved));
        Assert.Equal(Outcome.Repeated, await inbox.ProcessAsync(moved));
        Assert.Equal(Outcome.Conflict, await inbox.ProcessAsync(changed));

        var items = await inbox.ItemsAsync();
        Assert.Equal("1", items[Topology.Table.DuplicateKey("unique")][Attributes.Count].N);
        Assert.Equal("order-1", items[Topology.Table.ConflictKey("unique", changed.Digest)][Attributes.OrderingKey].S);
    }

    [Fact]
    public async Task Of_many_deliveries_at_once_under_many_keys_one_is_stored_where_ids_are_unique()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 10).Select(at => inbox.UntilDecidedAsync(
            inbox.Message("contested", $"delivery-{at}") with { IsUniqueInSource = true, Key = $"contested-{at}" })));

        Assert.Single(outcomes, outcome => outcome == Outcome.Stored);
        Assert.Equal(9, outcomes.Count(outcome => outcome == Outcome.Duplicate));
    }

    [Fact]
    public async Task After_the_retention_an_id_is_free_for_any_key()
    {
        var first = inbox.Message("freed", "first") with { IsUniqueInSource = true };
        await inbox.ProcessAsync(first);

        inbox.Time.Advance(Topology.Table.Retention);

        Assert.Equal(
            Outcome.Stored, await inbox.ProcessAsync(first with { DeliveryId = "second", Key = "order-3" }));
    }

    [Fact]
    public async Task After_the_retention_the_same_id_is_a_new_event()
    {
        await inbox.ProcessAsync(inbox.Message("old", "first"));
        var before = (await inbox.ItemsAsync())[Topology.Table.EventKey("old")];

        inbox.Time.Advance(Topology.Table.Retention);

        Assert.Equal(Outcome.Stored, await inbox.ProcessAsync(inbox.Message("old", "second")));
        var after = (await inbox.ItemsAsync())[Topology.Table.EventKey("old")];
        Assert.NotEqual(before[Attributes.Arrival].N, after[Attributes.Arrival].N);
    }
}
