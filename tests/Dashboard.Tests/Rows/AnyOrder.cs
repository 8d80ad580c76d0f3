using CsCheck;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Rows;

/// <summary>The stream brings an item again, a scan brings it out of order: the rows end up the same.</summary>
public sealed class AnyOrder
{
    private static readonly Item[] Story = Tell();

    [Fact]
    public void Items_in_any_order_and_twice_give_the_same_rows()
    {
        using var model = Model.Of(Story);
        var expected = Shown(model);

        Gen.Shuffle(Story.Concat(Story).ToArray()).Sample(
            items =>
            {
                using var other = Model.Of(items);
                return Shown(other) == expected;
            },
            iter: 60, threads: 1);
    }

    private static string Shown(Model model) => System.Text.Json.JsonSerializer.Serialize(new
    {
        Events = model.Events(),
        Details = model.Events().Select(row => model.Database.Event(new(row.Source, row.Key, row.Id))),
        Counts = model.Database.Counts(),
        Key = model.Database.Key(Items.Source, "order-1"),
    });

    private static Item[] Tell()
    {
        var first = Items.Event("e1", position: 1, seconds: 0.5);
        var second = Items.Event("e2", position: 2);
        var third = Items.Event("e3", position: 5, seconds: 1);
        var late = Items.Event("e4", position: 3, seconds: 9);
        var alone = Items.Event("e5", key: null, seconds: 2);
        ReleasedEntry[] two =
            [Items.Released(first, 1, ReleaseMarks.Reordered), Items.Released(second, 2, ReleaseMarks.Reordered)];
        ReleasedEntry[] three = [.. two, Items.Released(third, 3, ReleaseMarks.FollowsGap)];
        ReleasedEntry[] four = [.. three, Items.Released(late, 4, ReleaseMarks.Late)];
        return
        [
            first.ToItem(), second.ToItem(), third.ToItem(), late.ToItem(), alone.ToItem(),
            Items.Cursor("order-1", 1, seconds: 0.1, held: [Items.Held(second, 1)]),
            Items.Cursor("order-1", 2, seconds: 0.6, ring: two),
            Items.Cursor("order-1", 3, seconds: 1.1, held: [Items.Held(third, 3)], ring: two),
            Items.Cursor("order-1", 4, seconds: 6, ring: three, missing: [new(3, 4)]),
            Items.Cursor("order-1", 5, seconds: 9.1, ring: four, missing: [new(4, 4)]),
            Items.Duplicates(first, 1), Items.Duplicates(first, 2),
            Items.Conflict(second, "[1]"), Items.Conflict(second, "[2]"),
            Items.Dead(alone),
        ];
    }
}
