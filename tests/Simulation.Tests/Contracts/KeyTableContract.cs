using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Release.Keep;

namespace WebhookSystem.Simulation.Tests.Contracts;

/// <summary>
/// What the Orderer relies on. The simulated table and the real one must both keep it, or the simulation proves
/// nothing.
/// </summary>
public abstract class KeyTableContract
{
    private static readonly KeyName Key = new("standard", "order/1");

    private static readonly KeyCursor First = new()
    {
        Version = 1,
        Started = true,
        NextOrdinal = 2,
        Ring = [new(1, "e1", 10, ReleaseMarks.Late)],
        Held = [new(7, 0, 11, "e7", 1)],
        LastWakeUp = 1,
    };

    [Fact]
    public async Task A_key_that_nobody_wrote_is_empty()
    {
        var state = await Table.LoadAsync(Key with { Key = "unknown" }, default);

        Assert.Equal(0, state.Cursor.Version);
        Assert.Equal(0, state.Sent);
    }

    [Fact]
    public async Task A_cursor_is_read_as_it_was_written()
    {
        Assert.True(await Table.CommitAsync(Key, First, default));

        var state = await Table.LoadAsync(Key, default);

        Assert.Equal(First.ToJson(), state.Cursor.ToJson());
    }

    [Fact]
    public async Task Of_two_writers_of_a_version_one_is_refused()
    {
        var key = Key with { Key = "race" };
        Assert.True(await Table.CommitAsync(key, First, default));
        Assert.False(await Table.CommitAsync(key, First, default));

        var second = First with { Version = 2 };
        Assert.True(await Table.CommitAsync(key, second, default));
        Assert.False(await Table.CommitAsync(key, second, default));
        Assert.False(await Table.CommitAsync(key, First with { Version = 4 }, default));
    }

    [Fact]
    public async Task The_mark_only_rises()
    {
        var key = Key with { Key = "mark" };
        await Table.CommitAsync(key, First with { NextOrdinal = 10 }, default);

        await Table.RaiseMarkAsync(key, 0, 5, default);
        await Table.RaiseMarkAsync(key, 5, 3, default);

        Assert.Equal(5, (await Table.LoadAsync(key, default)).Sent);
    }

    [Fact]
    public async Task Of_writes_that_go_together_each_is_on_its_own()
    {
        List<KeyName> keys = [.. Enumerable.Range(0, 4).Select(at => Key with { Key = $"side {at}" })];
        await Table.CommitAsync(keys[0], First, default);

        // A newer version, one that is there already, one that lacks the one before it, and a first.
        Table.Announce(keys.Count);
        var committed = await Task.WhenAll(
            Table.CommitAsync(keys[0], First with { Version = 2, Held = [] }, default),
            Table.CommitAsync(keys[1], First with { Version = 3 }, default),
            Table.CommitAsync(keys[2], First, default),
            Table.CommitAsync(keys[3], First, default));
        Assert.Equal([true, false, true, true], committed);

        Table.Announce(keys.Count);
        await Task.WhenAll(keys.Select(key => Table.RaiseMarkAsync(key, 0, 1, default)));
        var next = First with { Version = 3, Held = [], NextOrdinal = 9 };
        Assert.True(await Table.CommitAsync(keys[0], next, default));

        // Higher; lower, though thought to be the first; not there, though thought to be.
        Table.Announce(keys.Count);
        await Task.WhenAll(
            Table.RaiseMarkAsync(keys[0], 1, 8, default), Table.RaiseMarkAsync(keys[2], 0, 1, default),
            Table.RaiseMarkAsync(Key with { Key = "new" }, 7, 1, default));

        var state = await Table.LoadAsync(keys[0], default);
        Assert.Equal(next.ToJson(), state.Cursor.ToJson());
        Assert.Equal(8, state.Sent);
        Assert.Equal(1, (await Table.LoadAsync(keys[2], default)).Sent);
        Assert.Equal(0, (await Table.LoadAsync(keys[1], default)).Cursor.Version);
    }

    [Fact]
    public async Task Log_chunks_are_read_by_number_and_ascending()
    {
        var key = Key with { Key = "log" };
        foreach (var number in (long[])[11, 2, 0, 7])
        {
            var entry = new ReleasedEntry(number * 16, $"e{number}", number, default);
            await Table.WriteLogAsync(key, new(number, number, [entry]), default);
        }

        var read = await Table.ReadLogAsync(key, 1, 10, default).Select(chunk => chunk.Number).ToListAsync();

        Assert.Equal([2L, 7], read);
        Assert.Empty(await Table.ReadLogAsync(key, -1, -1, default).ToListAsync());
    }

    [Fact]
    public async Task Events_that_are_there_are_read_and_others_are_not()
    {
        var stored = await StoreAsync(Key.Key, "there");

        var read = await Table.ReadEventsAsync(Key, ["there", "absent"], default);

        Assert.Equal(stored.ToItem(), Assert.Single(read).ToItem());
    }

    private protected abstract IKeyTable Table { get; }

    protected abstract Task<StoredEvent> StoreAsync(string key, string id);

    protected static StoredEvent Event(string key, string id) => new()
    {
        Source = Key.Source,
        Key = key,
        EventId = id,
        EventType = "test",
        Arrival = 1,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Headers = new Dictionary<string, string>(),
        Digest = "d",
        Configuration = "c",
        DeliveryId = "d",
        Size = 0,
        ExpiresAt = DateTimeOffset.UnixEpoch.AddYears(100),
    };
}
