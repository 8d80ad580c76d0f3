using System.Text.Json;
using System.Text.Json.Nodes;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Orderer.Tests.Function;

/// <summary>What the function makes of its event sources' inputs, seen at the queues.</summary>
public sealed class Invocations(Room room) : IClassFixture<Room>
{
    [Fact]
    public async Task A_streams_batch_comes_out_in_order_and_once()
    {
        var one = await room.StoreAsync("a", "a1", 1);
        var three = await room.StoreAsync("a", "a3", 3);
        var two = await room.StoreAsync("a", "a2", 2);

        Assert.Empty(await room.StreamAsync(one, three));
        Assert.Empty(await room.StreamAsync(one, three, two));

        Assert.Equal(["a1", "a2", "a3"], await room.ReleasedAsync());
    }

    [Fact]
    public async Task A_pipes_array_is_taken_too()
    {
        Assert.Empty(await room.PipeAsync(await room.StoreAsync("pipe", "p1", 1)));

        Assert.Equal(["p1"], await room.ReleasedAsync());
    }

    [Fact]
    public async Task A_gap_is_given_up_when_its_wake_up_comes()
    {
        await room.StreamAsync(await room.StoreAsync("gap", "g2", 2));
        Assert.Empty(await room.WakeAsync());
        Assert.Empty(await room.ReleasedAsync());

        room.Time.Advance(TimeSpan.FromSeconds(5));

        Assert.Empty(await room.WakeAsync());
        Assert.Equal(["g2"], await room.ReleasedAsync());
    }

    [Fact]
    public async Task An_event_without_a_key_is_released_at_once_and_leaves_no_cursor()
    {
        await room.StreamAsync(await room.StoreAsync(null, "free", null));

        Assert.Equal(["free"], await room.ReleasedAsync());
        Assert.Single(await room.Aws.CollectionAsync("numbered", "free"));
    }

    [Fact]
    public async Task A_message_says_where_it_stands_in_its_keys_order()
    {
        await room.StreamAsync(await room.StoreAsync("place", "x1", 1), await room.StoreAsync("place", "x2", 2));

        var messages = await room.Aws.DrainAsync(Topology.Queues.Ordered);

        Assert.Equal(
            ["0000000000000000001", "0000000000000000002"],
            messages.Select(message =>
                JsonDocument.Parse(message.Body).RootElement.GetProperty("sequence").GetString()));
        Assert.Equal(["numbered#place"], messages.Select(message => message.Attributes["MessageGroupId"]).Distinct());
    }

    [Fact]
    public async Task A_key_that_has_released_much_keeps_a_small_cursor_and_releases_nothing_twice()
    {
        var events = new List<StoredEvent>();
        for (var number = 1; number <= 100; number++)
        {
            events.Add(await room.StoreAsync("long", $"l{number}", number));
            await room.StreamAsync(events[^1]);
        }

        Assert.Equal(100, (await room.ReleasedAsync()).Length);
        room.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Empty(await room.StreamAsync([.. events]));
        Assert.Empty(await room.ReleasedAsync());
        var collection = await room.Aws.CollectionAsync("numbered", "long");
        Assert.Contains(
            collection, item => item["sk"].S.StartsWith(Topology.Table.LogPrefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_event_is_kept_as_dead_and_stops_nobody()
    {
        var damaged = (await room.StoreAsync("hurt", "h1", 1)).ToItem();
        damaged.Remove(Attributes.Digest);

        Assert.Empty(await room.StreamItemAsync(damaged));

        var collection = await room.Aws.CollectionAsync("numbered", "hurt");
        var dead = collection.Single(item => item["sk"].S == Topology.Table.DeadKey("h1"));
        Assert.Contains(Attributes.Digest, dead[Attributes.Reason].S, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wake_up_that_nobody_can_read_is_handed_back_alone()
    {
        var failures = await room.InvokeAsync(new JsonObject
        {
            ["Records"] = new JsonArray(
                new JsonObject { ["messageId"] = "bad", ["body"] = "no json", ["eventSource"] = "aws:sqs" },
                new JsonObject
                {
                    ["messageId"] = "good",
                    ["body"] = new Contracts.Ordering.WakeUp("numbered", "nobody", 1, 0).ToJson(),
                    ["eventSource"] = "aws:sqs",
                }),
        });

        Assert.Equal(["bad"], failures);
    }

    [Fact]
    public async Task An_input_from_elsewhere_is_refused() =>
        await Assert.ThrowsAnyAsync<JsonException>(() => room.InvokeAsync(new JsonObject { ["hello"] = "world" }));
}
