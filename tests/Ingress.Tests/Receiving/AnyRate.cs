using CsCheck;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Ingress.Receive.Rates;

namespace WebhookSystem.Ingress.Tests.Receiving;

/// <summary>A rate is kept over every stretch of time, and whoever waits as told is admitted.</summary>
public sealed class AnyRate
{
    private static readonly Gen<(int Rate, int Capacity, int[] Pauses)> Traffic =
        Gen.Select(
            Gen.Int[1, 50], Gen.Int[1, 20], Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[0, 2_000])).Array[1, 80]);

    [Fact]
    public void No_stretch_of_time_has_more_than_the_rate_and_what_may_come_at_once() => Traffic.Sample(
        (rate, capacity, pauses) =>
        {
            var time = new FakeTimeProvider();
            var bucket = new TokenBucket(TimeSpan.FromSeconds(1) / rate, capacity, time);
            var taken = new List<DateTimeOffset>();
            foreach (var pause in pauses)
            {
                time.Advance(TimeSpan.FromMilliseconds(pause));
                if (bucket.TryTake(out _))
                    taken.Add(time.GetUtcNow());
            }

            for (var first = 0; first < taken.Count; first++)
            {
                for (var last = first; last < taken.Count; last++)
                {
                    var stretch = (taken[last] - taken[first]).TotalSeconds;
                    Assert.InRange(last - first + 1, 1, capacity + (int)((stretch * rate) + 1e-6));
                }
            }
        });

    [Fact]
    public void Whoever_is_refused_is_told_when_to_come_and_is_then_admitted() => Traffic.Sample(
        (rate, capacity, pauses) =>
        {
            var time = new FakeTimeProvider();
            var bucket = new TokenBucket(TimeSpan.FromSeconds(1) / rate, capacity, time);
            foreach (var pause in pauses)
            {
                time.Advance(TimeSpan.FromMilliseconds(pause));
                if (bucket.TryTake(out var wait))
                {
                    Assert.Equal(TimeSpan.Zero, wait);
                    continue;
                }

                Assert.InRange(wait, TimeSpan.FromTicks(1), TimeSpan.FromSeconds(1) / rate);
                time.Advance(wait - TimeSpan.FromTicks(10));
                Assert.Equal(wait < TimeSpan.FromTicks(10), bucket.TryTake(out _));
                time.Advance(TimeSpan.FromTicks(11));
                Assert.True(bucket.TryTake(out _));
            }
        });
}
