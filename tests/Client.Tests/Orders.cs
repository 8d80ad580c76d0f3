using WebhookSystem.Client.Consume;

namespace WebhookSystem.Client.Tests;

/// <summary>What a consumer makes of a key's ordinals.</summary>
public sealed class Orders
{
    private readonly OrdinalsInMemory _ordinals = new(keysMax: 2);
    private readonly KeyOrder _order;

    public Orders() => _order = new(_ordinals);

    [Fact]
    public async Task Ordinals_from_one_are_in_order() =>
        Assert.Equal([Standing.Next, Standing.Next, Standing.Next], await HandleAsync("a", 1, 2, 3));

    [Fact]
    public async Task A_late_joiner_accepts_the_ordinal_it_finds() =>
        Assert.Equal([Standing.Joined, Standing.Next], await HandleAsync("a", 7, 8));

    [Fact]
    public async Task An_ordinal_seen_before_is_recognised_and_moves_nothing() => Assert.Equal(
        [Standing.Next, Standing.Next, Standing.Repeated, Standing.Next], await HandleAsync("a", 1, 2, 1, 3));

    [Fact]
    public async Task A_missing_ordinal_is_a_gap_once() =>
        Assert.Equal([Standing.Next, Standing.Gap, Standing.Next], await HandleAsync("a", 1, 3, 4));

    [Fact]
    public async Task What_was_seen_and_not_handled_comes_again_as_next()
    {
        Assert.Equal(Standing.Next, await _order.SeeAsync(Message("a", 1), default));
        Assert.Equal(Standing.Next, await _order.SeeAsync(Message("a", 1), default));
    }

    [Fact]
    public async Task A_replay_is_told_from_a_repetition_and_moves_nothing()
    {
        await HandleAsync("a", 1, 2);
        var replayed = Message("a", 2) with { Replay = "command" };

        Assert.Equal(Standing.Replayed, await _order.SeeAsync(replayed, default));
        await _order.HandledAsync(Message("b", 5) with { Replay = "command" }, default);
        Assert.Equal([Standing.Next], await HandleAsync("b", 1));
    }

    [Fact]
    public async Task Keys_do_not_concern_each_other()
    {
        await HandleAsync("a", 1);

        Assert.Equal([Standing.Next], await HandleAsync("b", 1));
        Assert.Equal(
            Standing.Next, await _order.SeeAsync(Message("a", 1) with { Source = "another" }, default));
    }

    [Fact]
    public async Task The_oldest_key_is_forgotten_and_then_joined_anew()
    {
        await HandleAsync("a", 1, 2);
        await HandleAsync("b", 1);
        await HandleAsync("c", 1);

        Assert.Equal([Standing.Joined], await HandleAsync("a", 3));
        Assert.Equal(2, _ordinals.Count);
    }

    private async Task<List<Standing>> HandleAsync(string key, params long[] ordinals)
    {
        var standings = new List<Standing>();
        foreach (var ordinal in ordinals)
        {
            standings.Add(await _order.SeeAsync(Message(key, ordinal), default));
            await _order.HandledAsync(Message(key, ordinal), default);
        }

        return standings;
    }

    private static OrderedMessage Message(string key, long ordinal) => new()
    {
        Source = "standard", Key = key, Ordinal = ordinal, Id = $"msg_{ordinal}", Type = "order.paid",
    };
}
