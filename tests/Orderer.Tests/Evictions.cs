using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Sequence;
using static WebhookSystem.Orderer.Tests.Folding;

namespace WebhookSystem.Orderer.Tests;

/// <summary>The cursor stays small, and what leaves it can be found again.</summary>
public sealed class Evictions
{
    private static readonly KeyCursor Long = Feed(
        new KeyCursor(), Rules with { Mode = OrderingMode.Arrival }, [.. Enumerable.Range(1, 100)]);

    [Fact]
    public void What_is_not_sent_stays()
    {
        var (cursor, chunks) = Eviction.Apply(Long, sent: 14);

        Assert.Empty(chunks);
        Assert.Same(Long, cursor);
    }

    [Fact]
    public void Sent_chunks_leave_until_the_ring_is_small()
    {
        var (cursor, chunks) = Eviction.Apply(Long, sent: 100);

        Assert.InRange(cursor.Ring.Count, 1, Topology.Limits.RingEntriesMax);
        Assert.Equal(Long.Ring, chunks.SelectMany(chunk => chunk.Entries).Concat(cursor.Ring));
        Assert.Equal(chunks[^1].Entries[^1].Arrival, cursor.LoggedArrival);
    }

    [Fact]
    public void A_chunk_says_how_new_the_ones_before_it_are_at_most()
    {
        var (_, chunks) = Eviction.Apply(Long, sent: 100);

        Assert.Equal(long.MinValue, chunks[0].EarlierArrival);
        Assert.All(chunks.Zip(chunks.Skip(1)), pair => Assert.Equal(
            Math.Max(pair.First.EarlierArrival, pair.First.Entries.Max(entry => entry.Arrival)),
            pair.Second.EarlierArrival));
    }

    [Fact]
    public void Whoever_evicts_writes_the_same_chunks()
    {
        var (early, first) = Eviction.Apply(Long, sent: 40);
        var (_, second) = Eviction.Apply(early, sent: 100);
        var (_, atOnce) = Eviction.Apply(Long, sent: 100);

        Assert.Equivalent(atOnce, first.Concat(second), strict: true);
    }
}
