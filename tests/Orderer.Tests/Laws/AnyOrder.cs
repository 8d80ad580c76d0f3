using CsCheck;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using static WebhookSystem.Orderer.Tests.Folding;

namespace WebhookSystem.Orderer.Tests.Laws;

/// <summary>What must hold for any input: shuffled, doubled, cut into any batches, with wake-ups at any time.</summary>
public sealed class AnyOrder
{
    private static readonly Gen<(int[] Order, int[] Cuts)> Deliveries =
        from count in Gen.Int[1, 24]
        from order in Gen.Shuffle(Enumerable.Range(1, count).Concat(Enumerable.Range(1, count)).ToArray())
        from cuts in Gen.Int[1, 5].Array[order.Length]
        select (order, cuts);

    [Fact]
    public void A_complete_sequence_comes_out_once_and_in_order() => Deliveries.Sample(
        input =>
        {
            var rules = Rules with { Mode = OrderingMode.Sequence, Start = 1 };
            var cursor = Run(rules, input.Order, input.Cuts, wakeAlways: false);

            var count = input.Order.Max();
            Assert.Equal(Enumerable.Range(1, count).Select(number => number.ToString()), Released(cursor));
            Assert.Empty(cursor.Held);
            Assert.Empty(cursor.Missing);
        },
        iter: 2000);

    [Fact]
    public void With_wake_ups_at_any_time_each_event_is_released_once_and_only_late_ones_are_out_of_order() =>
        Deliveries.Select(Gen.Enum<OrderingMode>()).Sample(
            (input, mode) =>
            {
                var rules = Rules with { Mode = mode };
                var cursor = Run(rules, input.Order, input.Cuts, wakeAlways: true);

                Assert.Equal(
                    Enumerable.Range(1, input.Order.Max()),
                    cursor.Ring.Select(entry => int.Parse(entry.Id)).Order());
                Assert.Equal(
                    Enumerable.Range(1, cursor.Ring.Count).Select(ordinal => (long)ordinal),
                    cursor.Ring.Select(entry => entry.Ordinal));
                if (mode == OrderingMode.Arrival)
                    return;
                var inOrder = cursor.Ring.Where(entry => !entry.Marks.HasFlag(ReleaseMarks.Late))
                    .Select(entry => int.Parse(entry.Id)).ToArray();
                Assert.Equal(inOrder.Order(), inOrder);
                Assert.Empty(cursor.Held);
            },
            iter: 2000);

    [Fact]
    public void A_cursor_survives_being_written_and_read() => Deliveries.Sample(
        input =>
        {
            var cursor = Run(Rules with { Mode = OrderingMode.Sequence }, input.Order, input.Cuts, wakeAlways: true);

            Assert.Equal(cursor.ToJson(), KeyCursor.Parse(cursor.ToJson()).ToJson());
        },
        iter: 200);

    private static KeyCursor Run(SourceConfiguration rules, int[] order, int[] cuts, bool wakeAlways)
    {
        var cursor = new KeyCursor();
        var next = 0;
        var arrivals = new Dictionary<int, long>();
        foreach (var cut in cuts)
        {
            var batch = order.Skip(next).Take(cut).Select(number =>
            {
                arrivals.TryAdd(number, arrivals.Count + 1);
                return Event(number, arrivals[number]);
            }).ToArray();
            next += batch.Length;
            cursor = Apply(cursor, rules, batch).Cursor;
            if (wakeAlways && cut % 2 == 0)
                cursor = Wake(cursor, rules, cursor.Version).Cursor;
        }

        while (wakeAlways && cursor.Held.Length > 0)
            cursor = Wake(cursor, rules, cursor.Version).Cursor;
        return cursor;
    }
}
