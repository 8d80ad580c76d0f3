using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Orderer.Tests.Function;

/// <summary>A source whose marks are inferred: what is written for its keys, and what is taken for sent.</summary>
public sealed class InferredMarks(Room room) : IClassFixture<Room>
{
    private const string Source = "sparing";

    [Fact]
    public async Task Batches_of_the_stream_write_no_mark()
    {
        var one = await StoreAsync("plain", "p1", 1);
        await room.StreamAsync(one);
        await room.StreamAsync(one, await StoreAsync("plain", "p2", 2));
        await room.StreamAsync(await StoreAsync("plain", "p3", 3));

        Assert.Equal(["p1", "p2", "p3"], await room.ReleasedAsync());
        Assert.Null(await MarkAsync("plain"));
    }

    [Fact]
    public async Task What_comes_again_is_sent_again_and_what_does_not_is_taken_for_sent()
    {
        var again = await StoreAsync("again", "a1", 1);
        await LeaveAsync(again);
        var taken = await StoreAsync("taken", "t1", 1);
        await LeaveAsync(taken);

        await room.StreamAsync(again, await StoreAsync("again", "a2", 2));
        await room.StreamAsync(await StoreAsync("taken", "t2", 2));

        Assert.Equal(["a1", "a2", "t2"], (await room.ReleasedAsync()).Order());
    }

    [Fact]
    public async Task What_a_wake_up_releases_has_a_written_mark_until_the_stream_goes_on()
    {
        await room.StreamAsync(await StoreAsync("gap", "g2", 2));
        room.Time.Advance(TimeSpan.FromSeconds(5));
        await room.WakeAsync();

        Assert.Equal(["g2"], await room.ReleasedAsync());
        Assert.Equal(1, await MarkAsync("gap"));
        await room.StreamAsync(await StoreAsync("gap", "g3", 3));
        Assert.Equal(["g3"], await room.ReleasedAsync());
        Assert.Equal(1, await MarkAsync("gap"));
    }

    private Task<StoredEvent> StoreAsync(string key, string id, int position) =>
        room.StoreAsync(key, id, position, Source);

    /// <summary>As an invocation left it that was killed after its commit.</summary>
    private async Task LeaveAsync(StoredEvent released)
    {
        var cursor = new KeyCursor
        {
            Version = 1, Started = true, Frontier = 1, NextOrdinal = 2, NewestArrival = released.Arrival,
            Ring = [new(1, released.EventId, released.Arrival, ReleaseMarks.None)],
            Inference = new(0, IsOwed: false),
        };
        var item = CursorItem.Of(Source, released.Key!, cursor, room.Time.GetUtcNow());
        await room.Aws.DynamoDb.PutItemAsync(Topology.Table.Name, item.ToAttributes());
    }

    private async Task<long?> MarkAsync(string key) => (await room.Aws.CollectionAsync(Source, key))
        .Select(item => item.ToItem()).FirstOrDefault(item => item.SortKey == Topology.Table.SentMark)
        ?.Whole(Attributes.Ordinal);
}
