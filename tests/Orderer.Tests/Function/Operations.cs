using System.Text.Json;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Items;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Orderer.Tests.Function;

/// <summary>What an operator can do, seen at the queues and in the table.</summary>
public sealed class Operations(Room room) : IClassFixture<Room>
{
    private static int _number;

    [Fact]
    public async Task A_late_event_of_a_careful_source_is_put_aside_until_an_operator_releases_it()
    {
        await GiveUpOneAsync("aside");
        await room.StreamAsync(await room.StoreAsync("aside", "late", 1, "careful"));
        Assert.Empty(await room.ReleasedAsync());
        Assert.Contains(Topology.Table.QuarantinedKey("late"), await SortKeysAsync("careful", "aside"));
        var release = Command(CommandKind.Release, "careful", "aside", "late");

        Assert.Equal("The event would be sent.", await room.OperateAsync(release with { DryRun = true }));
        Assert.Empty(await room.ReleasedAsync());
        release = release with { CommandId = "for-good" };
        Assert.Equal("The event was sent on its way.", await room.OperateAsync(release));

        Assert.Equal(["late"], await room.ReleasedAsync());
        Assert.DoesNotContain(Topology.Table.QuarantinedKey("late"), await SortKeysAsync("careful", "aside"));
        Assert.Equal("The event was sent on its way.", await room.OperateAsync(release));
        Assert.Empty(await room.ReleasedAsync());
    }

    [Fact]
    public async Task A_key_that_is_reset_releases_what_it_holds_and_begins_anew_once()
    {
        await room.StreamAsync(await room.StoreAsync("anew", "old1", 1), await room.StoreAsync("anew", "old9", 9));
        var reset = Command(CommandKind.Reset, "numbered", "anew") with { Generation = 0 };

        Assert.StartsWith("1 held events were released", await room.OperateAsync(reset), StringComparison.Ordinal);
        var again = await room.OperateAsync(reset with { CommandId = "again" });
        await room.StreamAsync(await room.StoreAsync("anew", "new1", 1));

        Assert.StartsWith("The key is in generation 1", again, StringComparison.Ordinal);
        Assert.Equal(["old1", "old9", "new1"], await room.ReleasedAsync());
    }

    [Fact]
    public async Task What_the_stream_never_brought_is_taken_in_by_reconciling_and_only_once()
    {
        await room.StreamAsync(await room.StoreAsync("lost", "r1", 1));
        await room.StoreAsync("lost", "r3", 3);
        await room.StoreAsync("lost", "r2", 2);
        var reconcile = Command(CommandKind.Reconcile, "numbered", "lost");

        var outcome = await room.OperateAsync(reconcile);
        var again = await room.OperateAsync(reconcile with { CommandId = "twice" });

        Assert.Equal("2 events were missing and are taken in.", outcome);
        Assert.Equal("0 events were missing and are taken in.", again);
        Assert.Equal(["r1", "r2", "r3"], await room.ReleasedAsync());
    }

    [Fact]
    public async Task All_keys_are_reconciled_page_by_page()
    {
        for (var number = 1; number <= 1100; number++)
            await room.StoreAsync($"many{number % 3}", $"m{number:D4}", (number + 2) / 3);

        var outcome = await room.OperateAsync(Command(CommandKind.Reconcile, source: null, key: null));

        Assert.Matches("^1[0-9]{3} events were missing", outcome);
        Assert.Superset(
            Enumerable.Range(1, 1100).Select(number => $"m{number:D4}").ToHashSet(),
            (await room.ReleasedAsync()).ToHashSet());
    }

    [Fact]
    public async Task A_key_whose_wake_up_was_lost_is_found_by_the_check()
    {
        await room.StreamAsync(await room.StoreAsync("sleeping", "s2", 2));
        await room.Aws.Sqs.PurgeQueueAsync(
            (await room.Aws.Sqs.GetQueueUrlAsync(Topology.Queues.WakeUps)).QueueUrl);
        room.Time.Advance(Topology.Table.UnsettledMax + TimeSpan.FromMinutes(1));

        await room.OperateAsync(Command(CommandKind.Check, source: null, key: null));
        room.Time.Advance(TimeSpan.FromSeconds(5));
        await room.WakeAsync();

        Assert.Contains("s2", await room.ReleasedAsync());
    }

    [Fact]
    public async Task A_released_event_is_replayed_under_its_ordinal()
    {
        await room.StreamAsync(await room.StoreAsync("again", "p1", 1), await room.StoreAsync("again", "p2", 2));
        Assert.Equal(2, (await room.ReleasedAsync()).Length);
        var replay = Command(CommandKind.Replay, "numbered", "again", "p2");

        var outcome = await room.OperateAsync(replay);

        Assert.Equal("The event was sent to the route 'default' again, as number 2.", outcome);
        var message = Assert.Single(await room.Aws.DrainAsync(Topology.Queues.Ordered));
        using var document = JsonDocument.Parse(message.Body);
        Assert.Equal("0000000000000000002", document.RootElement.GetProperty("sequence").GetString());
        Assert.Equal(replay.CommandId, document.RootElement.GetProperty("replay").GetString());
    }

    [Fact]
    public async Task A_replay_to_a_route_that_is_not_there_says_which_are()
    {
        await room.StreamAsync(await room.StoreAsync("nowhere", "n1", 1));
        Assert.Equal(["n1"], await room.ReleasedAsync());

        var outcome = await room.OperateAsync(
            Command(CommandKind.Replay, "numbered", "nowhere", "n1") with { Route = "payed" });

        Assert.Equal("There is no route 'payed'. Routes are default, paid.", outcome);
        Assert.Empty(await room.ReleasedAsync());
    }

    [Fact]
    public async Task A_route_gets_what_its_pattern_wants_and_the_default_gets_everything()
    {
        await room.StreamAsync(
            await room.StoreAsync("routed", "x1", 1),
            await room.StoreAsync("routed", "x2", 2, type: "order.shipped"),
            await room.StoreAsync("routed", "x3", 3));

        Assert.Equal(["x1", "x2", "x3"], await room.ReleasedAsync());
        Assert.Equal(["x1", "x3"], await room.ReleasedAsync(Topology.Queues.OfRoute("paid")));
    }

    [Fact]
    public async Task A_command_that_lacks_what_it_needs_is_handed_back() =>
        Assert.Null(await room.OperateAsync(Command(CommandKind.Release, "numbered", "key", eventId: null)));

    [Fact]
    public async Task An_event_that_fails_time_and_again_is_given_up_and_can_be_released()
    {
        var poison = await room.StoreAsync("sick", "poison", 1);
        for (var attempt = 0; attempt <= Topology.Limits.AttemptsMax; attempt++)
            await CountAsync("sick", "poison");
        room.Time.Advance(Topology.Limits.RetriedAge + TimeSpan.FromSeconds(1));

        Assert.Empty(await room.StreamAsync(poison));
        Assert.Empty(await room.ReleasedAsync());
        Assert.Contains(Topology.Table.DeadKey("poison"), await SortKeysAsync("numbered", "sick"));
        await room.OperateAsync(Command(CommandKind.Release, "numbered", "sick", "poison"));

        Assert.Equal(["poison"], await room.ReleasedAsync());
    }

    private async Task GiveUpOneAsync(string key)
    {
        await room.StreamAsync(await room.StoreAsync(key, "second", 2, "careful"));
        room.Time.Advance(TimeSpan.FromSeconds(5));
        await room.WakeAsync();
        Assert.Equal(["second"], await room.ReleasedAsync());
    }

    /// <summary>As an invocation that was killed left it.</summary>
    private async Task CountAsync(string key, string id) => await new Release.Keep.DynamoKeyTable(
        room.Aws.DynamoDb, new(room.Aws.DynamoDb), room.Time).CountAttemptAsync(new("numbered", key), id, default);

    private async Task<IEnumerable<string>> SortKeysAsync(string source, string key) =>
        (await room.Aws.CollectionAsync(source, key)).Select(item => item["sk"].S);

    private static OperatorCommand Command(CommandKind kind, string? source, string? key, string? eventId = null) =>
        new()
        {
            CommandId = $"c{Interlocked.Increment(ref _number)}",
            Kind = kind,
            Source = source,
            Key = key,
            EventId = eventId,
            RequestedBy = "test",
            RequestedAt = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero),
        };
}
