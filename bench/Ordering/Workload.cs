using System.Collections.Immutable;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Bench.Ordering;

/// <summary>
/// What the stream brings: batches of one key's events, most in order, some twice, a few positions never. The same for
/// every subject, and made before anything is measured.
/// </summary>
internal sealed class Workload
{
    public const int BatchEvents = 20;

    /// <summary>Of the events, those that follow the one before them.</summary>
    private const double InOrder = 0.62;
    private const double Repeated = 0.05;
    private const double Missing = 0.001;

    /// <summary>How far one may be put off.</summary>
    private const int DisplacementMax = 4;

    private const int Seed = 42;

    public Workload(int events, int keys)
    {
        var random = new Random(Seed);
        var batches = new List<Batch>();
        for (var key = 0; key < keys; key++)
        {
            batches.AddRange(
                KeyOf(key, events / keys, random).Chunk(BatchEvents).Select(chunk => new Batch(key, [.. chunk])));
        }

        var shuffled = batches.ToArray();
        random.Shuffle(shuffled);

        // Batches of a key stay in their order, whichever comes where.
        var next = batches.ToLookup(batch => batch.Key).ToDictionary(all => all.Key, all => all.GetEnumerator());
        Batches = [.. shuffled.Select(batch => next[batch.Key].MoveNext() ? next[batch.Key].Current : batch)];
        Events = Batches.Sum(batch => batch.Events.Length);
        Keys = keys;
    }

    public IReadOnlyList<Batch> Batches { get; }

    public int Events { get; }

    public int Keys { get; }

    private static IEnumerable<Arrived> KeyOf(int key, int events, Random random)
    {
        var placed = new List<(int Place, Arrived Event)>(events + (events / 10));
        for (var position = 1; position <= events; position++)
        {
            if (random.NextDouble() < Missing)
                continue;

            // One displaced event puts its neighbours out of order too: about half as many need be moved.
            var displaced = random.NextDouble() < (1 - InOrder) / 2 ? random.Next(1, DisplacementMax) : 0;
            var arrived = new Arrived(new($"evt_{key}_{position}", position + displaced), position, rank: 0);
            placed.Add((position + displaced, arrived));
            if (random.NextDouble() < Repeated)
                placed.Add((position + random.Next(1, BatchEvents), arrived));
        }

        return placed.OrderBy(one => one.Place).Select(one => one.Event);
    }
}

internal sealed record Batch(int Key, ImmutableArray<Arrived> Events);
