using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Simulation.World;

/// <summary>What providers send: rules, and events in the order in which they are stored.</summary>
internal sealed record Scenario(
    IReadOnlyDictionary<string, SourceConfiguration> Sources, IReadOnlyList<StoredEvent> Events)
{
    private static readonly ReadOnlyMemory<byte> Body = StoredBody.Pack("{}"u8);

    public static Scenario Draw(Random random)
    {
        var sources = Enum.GetValues<OrderingMode>()
            .Select(mode => DrawSource(mode, random)).ToDictionary(source => source.Name);
        var keys = Enumerable.Range(0, random.Next(1, 4)).Select(number =>
            (Source: sources.Values.ElementAt(random.Next(sources.Count)), Name: $"key{number}")).ToList();
        var positions = keys.Select(key => DrawPositions(key.Source, random)).ToList();
        var events = new List<StoredEvent>();
        while (positions.Any(queue => queue.Count > 0))
        {
            var at = random.Next(keys.Count);
            if (positions[at].TryDequeue(out var position))
                events.Add(Event(keys[at].Source, keys[at].Name, events.Count, position));
        }

        return new(sources, events);
    }

    private static SourceConfiguration DrawSource(OrderingMode mode, Random random) => new()
    {
        Name = mode.ToString().ToLowerInvariant(),
        Provider = "simulated",
        Mode = mode,
        Start = random.Next(2) == 0 ? 1 : null,
        MaxHeld = random.Next(4) == 0 ? random.Next(1, 4) : 1000,
    };

    /// <summary>
    /// A run of positions in almost the right order, some of them missing, some doubled, some absent.
    /// </summary>
    private static Queue<Int128?> DrawPositions(SourceConfiguration source, Random random)
    {
        var count = random.Next(8) == 0 ? random.Next(30, 120) : random.Next(1, 12);
        var positions = Enumerable.Range(1, count).Select(number => (Int128?)number)
            .Where(_ => random.Next(12) != 0)
            .SelectMany(position => random.Next(20) == 0 ? [position, position] : new[] { position })
            .Select(position => source.Mode == OrderingMode.Arrival || random.Next(30) == 0 ? null : position).ToList();
        var spread = random.Next(1, 6);
        return new(positions.Select((position, at) => (position, Place: at + random.Next(spread)))
            .OrderBy(placed => placed.Place).Select(placed => placed.position));
    }

    private static StoredEvent Event(SourceConfiguration source, string key, int number, Int128? position)
    {
        var message = new InboxMessage
        {
            DeliveryId = $"d{number}",
            Source = source.Name,
            EventId = $"e{number}",
            EventType = "test",
            Key = key,
            Position = position,
            ReceivedAt = VirtualTime.Start,
            Digest = "",
            Configuration = "1",
        };
        return StoredEvent.From(message, 2, Body, null, VirtualTime.Start);
    }
}
