using WebhookSystem.Consumer;

namespace WebhookSystem.Local.Tests.Consumer;

/// <summary>What a consumer makes of a key's ordinals.</summary>
public sealed class Orders
{
    private readonly KeyOrder _order = new(keysMax: 2);

    [Fact]
    public void Ordinals_from_one_are_in_order() =>
        Assert.Equal([Standing.Next, Standing.Next, Standing.Next], See("a", 1, 2, 3));

    [Fact]
    public void A_late_joiner_accepts_the_ordinal_it_finds() =>
        Assert.Equal([Standing.Joined, Standing.Next], See("a", 7, 8));

    [Fact]
    public void An_ordinal_seen_before_is_recognised_and_moves_nothing() =>
        Assert.Equal([Standing.Next, Standing.Next, Standing.Repeated, Standing.Next], See("a", 1, 2, 1, 3));

    [Fact]
    public void A_missing_ordinal_is_a_gap_once() =>
        Assert.Equal([Standing.Next, Standing.Gap, Standing.Next], See("a", 1, 3, 4));

    [Fact]
    public void Keys_do_not_concern_each_other()
    {
        See("a", 1);

        Assert.Equal([Standing.Next], See("b", 1));
        Assert.Equal(Standing.Next, _order.See("another-source", "a", 1));
    }

    [Fact]
    public void The_oldest_key_is_forgotten_and_then_joined_anew()
    {
        See("a", 1, 2);
        See("b", 1);
        See("c", 1);

        Assert.Equal([Standing.Joined], See("a", 3));
        Assert.Equal(2, _order.Count);
    }

    private Standing[] See(string key, params long[] ordinals) =>
        [.. ordinals.Select(ordinal => _order.See("standard", key, ordinal))];
}
