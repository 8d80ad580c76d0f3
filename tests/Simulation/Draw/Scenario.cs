using System.Text;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Simulation.Draw;

/// <summary>What providers send: rules, and events in the order in which they are stored.</summary>
/// <param name="Poison">The event that takes down whoever works on it; null: none.</param>
/// <param name="Events">Without bodies.</param>
internal sealed record Scenario(
    IReadOnlyDictionary<string, SourceConfiguration> Sources, IReadOnlyList<InboxMessage> Events, string? Poison)
{
    public static readonly RouteConfiguration Route = new("second", """{"type":["second"]}""");

    private static readonly Body Usual = new("{}");
    private static readonly Body Other = new("""{"other":true}""");

    /// <summary>Goes to the bucket by the Processor: too large for the table, once packed.</summary>
    private static readonly Body Middling = new(
        Convert.ToBase64String(RandomBytes(Topology.Limits.TableBodyBytesMax + 512)));

    /// <summary>Goes to the bucket by Ingress: too large for the queue.</summary>
    private static readonly Body Large = new(new string('x', Topology.Limits.InboxInlineBytesMax + 1));

    private static readonly ReadOnlyMemory<byte> Packed = StoredBody.Pack("{}"u8);

    /// <summary>The event as the Processor would store it.</summary>
    public static StoredEvent Stored(InboxMessage message, DateTimeOffset now) =>
        StoredEvent.From(message, 2, Packed, null, now);

    /// <summary>What a provider sends of an event: mostly once, sometimes again, seldom with another body, or under
    /// another key.</summary>
    public static IEnumerable<Request> Deliveries(InboxMessage message, Random random)
    {
        // Seldom: to pack one takes as long as all the rest of a short schedule.
        var usual = random.Next(60) switch
        {
            0 => Large,
            1 => Middling,
            _ => Usual,
        };
        var count = random.Next(6) == 0 ? random.Next(2, 4) : 1;
        for (var at = 0; at < count; at++)
        {
            var body = random.Next(20) == 0 ? Other : usual;
            var delivery = message with
            {
                DeliveryId = $"{message.DeliveryId}-{at}",
                Digest = body.Digest,
                Key = message.IsUniqueInSource && random.Next(10) == 0 ? $"{message.Key}-moved" : message.Key,
            };
            yield return new(delivery, body.Bytes);
        }
    }

    /// <param name="splitsKeys">The stream may tear a key over two shards: nothing can be inferred then.</param>
    /// <param name="isContended">Then keys are long more often.</param>
    public static Scenario Draw(Random random, int eventsMax, bool splitsKeys, bool isContended)
    {
        var sources = Enum.GetValues<OrderingMode>()
            .Select(mode => DrawSource(mode, random))
            .Select(source => splitsKeys ? source with { Mark = SentMark.Written } : source)
            .ToDictionary(source => source.Name);
        var keys = Enumerable.Range(0, random.Next(1, 4)).Select(number =>
            (Source: sources.Values.ElementAt(random.Next(sources.Count)), Name: $"key{number}")).ToList();
        var places = keys.Select(key => DrawPlaces(key.Source, isContended, random)).ToList();
        var events = new List<InboxMessage>();
        while (events.Count < eventsMax && places.Any(queue => queue.Count > 0))
        {
            var at = random.Next(keys.Count);
            if (places[at].TryDequeue(out var place))
                events.Add(Event(keys[at].Source, keys[at].Name, events.Count, place));
        }

        var poison = random.Next(12) == 0 && events.Count > 0 ? events[random.Next(events.Count)].EventId : null;
        return new(sources, events, poison);
    }

    private static SourceConfiguration DrawSource(OrderingMode mode, Random random) => new()
    {
        Name = mode.ToString().ToLowerInvariant(),
        Provider = "simulated",
        Mode = mode,
        Start = random.Next(3) == 0 ? 1 : null,
        Identity = random.Next(3) == 0 ? IdentityScope.Source : IdentityScope.Key,
        MaxHeld = random.Next(4) == 0 ? random.Next(1, 4) : 1000,
        Late = random.Next(3) == 0 ? LatePolicy.Quarantine : LatePolicy.Deliver,
        Mark = random.Next(3) == 0 ? SentMark.Inferred : SentMark.Written,
    };

    /// <summary>
    /// A run of positions in almost the right order, some of them missing, some doubled, some absent; seldom two runs,
    /// of a provider that began anew.
    /// </summary>
    private static Queue<Place> DrawPlaces(SourceConfiguration source, bool isContended, Random random)
    {
        // Where all wait for their time, all go at once: then long keys show most.
        var isLong = random.Next(isContended ? 2 : source.Mode == OrderingMode.Timestamp ? 8 : 40) == 0;
        var count = isLong ? random.Next(34, 70) : random.Next(1, 12);
        var restartsAt = random.Next(8) == 0 ? random.Next(count) : count;
        var epochs = restartsAt < count;
        var places = Enumerable.Range(1, count)
            .Where(_ => random.Next(12) != 0)
            .SelectMany(number => random.Next(20) == 0 ? [number, number] : new[] { number })
            .Select(number => new Place(
                source.Mode == OrderingMode.Arrival || random.Next(30) == 0 ? null
                    : number > restartsAt ? number - restartsAt : number,
                epochs ? (number > restartsAt ? 2 : 1) : null)).ToList();
        var spread = random.Next(1, 6);
        return new(places.Select((place, at) => (place, At: at + random.Next(spread)))
            .OrderBy(placed => placed.At).Select(placed => placed.place));
    }

    private static InboxMessage Event(SourceConfiguration source, string key, int number, Place place) => new()
    {
        DeliveryId = $"d{number}",
        Source = source.Name,
        EventId = $"e{number}",
        EventType = number % 3 == 0 ? "second" : "first",
        IsUniqueInSource = source.Identity == IdentityScope.Source,
        Key = key,
        Position = place.Position,
        Epoch = place.Epoch,
        ReceivedAt = VirtualTime.Start,
        Digest = Usual.Digest,
        Configuration = "1",
    };

    private static byte[] RandomBytes(int count)
    {
        var bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }

    private sealed class Body(string text)
    {
        public ReadOnlyMemory<byte> Bytes { get; } = Encoding.UTF8.GetBytes(text);

        public string Digest { get; } = Contracts.Events.Digest.Of(text);
    }
}

/// <summary>What a provider sends.</summary>
/// <param name="Message">What Ingress reads out of it, but for the body.</param>
internal sealed record Request(InboxMessage Message, ReadOnlyMemory<byte> Body);

/// <summary>Where an event stands in its key's order.</summary>
internal readonly record struct Place(Int128? Position, Int128? Epoch);
