using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Sequence;
using static WebhookSystem.Orderer.Tests.Folding;

namespace WebhookSystem.Orderer.Tests;

/// <summary>A cursor read just before others went on, and a mark read just after.</summary>
public sealed class StaleCursors
{
    [Fact]
    public void What_is_not_committed_never_gets_into_the_log()
    {
        var rules = Rules with { Mode = OrderingMode.Arrival };
        var stale = new KeyState(Feed(new KeyCursor(), rules, [.. Enumerable.Range(1, 40)]), mark: 90);

        var folded = Feed(stale.Cursor, rules, [.. Enumerable.Range(1_000, 40)]);
        var (_, chunks) = Eviction.Apply(folded, stale.Sent);

        Assert.All(chunks, chunk => Assert.All(chunk.Entries, entry => Assert.Contains(entry, stale.Cursor.Ring)));
    }
}
