using System.Text.Json;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Browser;

/// <summary>A busy quarter of an hour: every state and every mark, a hostile body and a whole trace.</summary>
internal static class Story
{
    public const int Events = 55;
    public const string Traced = "evt_1042";
    public const string Key = "order-7/eu";
    public const string Hostile =
        "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";

    private static readonly string[] Bought = ["book", "lamp"];

    private static readonly string[] Sources = ["stripe", "github", "shopify"];

    private static readonly string[] Types =
        ["invoice.paid", "customer.updated", "push", "pull_request.opened", "orders/create"];

    public static async Task TellAsync(Running running)
    {
        var start = TimeProvider.System.GetUtcNow().AddMinutes(-14);
        await TellKeyAsync(running, start);
        for (var i = 0; i < 40; i++)
        {
            var key = $"cus_{i % 9:000}";
            var body = JsonSerializer.Serialize(
                new { id = $"evt_{i}", amount = 1000 + i, customer = new { id = key, name = "Ada" } });
            var stored = Items.Event($"evt_{2000 + i}", i % 8 == 5 ? null : key, i, i * 12, body, start) with
            {
                Source = Sources[i % 3],
                EventType = Types[i % 5],
            };
            await running.PutAsync(stored.ToItem());
            if (i % 11 == 3)
                await running.PutAsync(Items.Duplicates(stored, 1 + (i % 4)));
            if (i % 17 == 9)
                await running.PutAsync(Items.Conflict(stored, "{\"amount\":-1}"));
            if (i == 31)
                await running.PutAsync(Items.Dead(stored));
            else if (stored.Key is not null && i < 36)
                await running.PutAsync(Release(stored, start.AddSeconds((i * 12) + 0.3), i));
        }
    }

    /// <summary>One key whose events came out of order, with a gap, a late one and two that wait.</summary>
    private static async Task TellKeyAsync(Running running, DateTimeOffset start)
    {
        long[] positions = [1, 3, 2, 4, 7, 5, 6, 8, 11, 12, 10, 15, 13, 20, 19];
        var stored = positions.Select((position, index) => Items.Event(
            $"evt_{1030 + position}", Key, position, 600 + (index * 9), BodyOf(position), start)).ToList();
        var traced = stored.FindIndex(static one => one.EventId == Traced);
        stored[traced] = stored[traced] with { TraceParent = TraceStory.Tell(running, Key, stored[traced].ReceivedAt) };
        foreach (var one in stored)
            await running.PutAsync(one.ToItem());

        var released = new List<ReleasedEntry>();
        foreach (var position in (long[])[1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 10, 13, 15])
        {
            var one = stored.Single(one => one.Position == position);
            released.Add(Items.Released(one, released.Count + 1, MarksOf(position)));
        }

        var waiting = stored.Where(static one => one.Position > 15).ToList();
        await running.PutAsync(
            Items.Cursor(Key, 1, 728, held: stored.Select(static one => Items.Held(one, 1)), start: start),
            Items.Cursor(
                Key, 2, 729.2, held: waiting.Select(static one => Items.Held(one, 1)), ring: released,
                missing: [new(9, 9), new(14, 14)], start: start),
            Items.Mark(Key, released.Count),
            Items.Duplicates(stored[traced], 2), Items.Conflict(stored[traced], "{\"amount\":0}"));
    }

    private static ReleaseMarks MarksOf(long position) => position switch
    {
        2 or 3 or 5 or 6 or 7 or 13 or 15 => ReleaseMarks.Reordered,
        11 => ReleaseMarks.FollowsGap,
        10 => ReleaseMarks.Late,
        _ => ReleaseMarks.None,
    };

    private static string BodyOf(long position) => position != 12
        ? $$$"""{"data":{"id":"{{{Key}}}","sequence":{{{position}}}}}"""
        : JsonSerializer.Serialize(new
        {
            id = Traced,
            type = "order.paid",
            data = new { id = Key, sequence = position, amount = 4999, note = Hostile, items = Bought },
        });

    private static Item Release(StoredEvent stored, DateTimeOffset at, int version)
    {
        var marks = version % 7 == 3 ? ReleaseMarks.Tied : ReleaseMarks.None;
        var cursor = new KeyCursor
        {
            Version = version,
            NextOrdinal = (version / 9) + 2,
            Ring = [Items.Released(stored, (version / 9) + 1, marks)],
        };
        return CursorItem.Of(stored.Source, stored.CollectionKey, cursor, at);
    }
}
