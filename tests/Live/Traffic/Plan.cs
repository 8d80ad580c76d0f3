using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Live.Traffic;

/// <summary>How often what is unusual happens, and to how many keys.</summary>
internal sealed record Shape
{
    public int KeysOfASource { get; init; } = 10;

    public double Duplicates { get; init; } = 0.1;

    public double Disorder { get; init; } = 0.2;

    public double Conflicts { get; init; } = 0.01;

    public double Skips { get; init; } = 0.02;

    /// <summary>Bodies that go to S3 from the Processor, and from Ingress.</summary>
    public double Large { get; init; } = 0.01;

    public double Huge { get; init; } = 0.002;

    public int LargeBytes { get; init; } = 24 * 1024;

    public int HugeBytes { get; init; } = 400 * 1024;

    public IReadOnlyList<LiveSource> Sources { get; init; } = LiveSource.All;
}

/// <summary>
/// What a provider sends, without end: each key's events mostly in order, some again, some with another body, some
/// positions never. One seed, one plan.
/// </summary>
internal sealed class Plan(int seed, Shape shape)
{
    /// <summary>How far, in deliveries, one may be put off.</summary>
    private const int DisplacementMax = 80;

    /// <summary>Milliseconds since 1970 at which each key's time begins.</summary>
    private const long Epoch = 1_700_000_000_000;

    private readonly Random _random = new(seed);
    private readonly PriorityQueue<Delivery, (long Due, long Order)> _waiting = new();
    private readonly Dictionary<(string Source, string Key), long> _positions = [];
    private long _made;
    private long _order;
    private long _given;

    public Delivery Next()
    {
        while (_made <= _given)
            Make();
        _given++;
        return _waiting.Dequeue();
    }

    /// <summary>What was put off and is still to come, so that a run can end with everything sent.</summary>
    public IEnumerable<Delivery> Rest()
    {
        while (_waiting.TryDequeue(out var delivery, out _))
            yield return delivery;
    }

    /// <summary>So many, and then what was put off until after them.</summary>
    public IEnumerable<Delivery> Take(int count) => Enumerable.Range(0, count).Select(_ => Next()).Concat(Rest());

    private void Make()
    {
        var source = shape.Sources[_random.Next(shape.Sources.Count)];
        var key = $"k{_random.Next(shape.KeysOfASource)}";
        var position = PositionOf(source, key);
        var id = $"{seed}-{_made}";
        var first = Delivery.Of(source, key, id, position, padding: Padding());
        var displaced = Chance(shape.Disorder) ? _random.Next(1, DisplacementMax) : 0;
        Put(first, displaced);
        if (Chance(shape.Duplicates))
            Put(first, displaced + Again());
        if (Chance(shape.Conflicts))
            Put(Delivery.Of(source, key, id, position, variant: 1), displaced + Again());
        _made++;
    }

    /// <summary>At once, or a while later.</summary>
    private int Again() => Chance(0.5) ? 0 : _random.Next(1, DisplacementMax);

    private void Put(Delivery delivery, int displaced) =>
        _waiting.Enqueue(delivery, (_made + displaced, _order++));

    private long? PositionOf(LiveSource source, string key)
    {
        if (source.Mode == OrderingMode.Arrival)
            return null;
        var last = _positions.GetValueOrDefault((source.Name, key), source.Mode == OrderingMode.Timestamp ? Epoch : 0);
        var step = source.Mode == OrderingMode.Timestamp ? _random.Next(1, 1000)
            : source.SkipsPositions && Chance(shape.Skips) ? 2
            : 1;
        return _positions[(source.Name, key)] = last + step;
    }

    private string Padding() => _random.NextDouble() switch
    {
        var chance when chance < shape.Huge => Noise(shape.HugeBytes),
        var chance when chance < shape.Huge + shape.Large => Noise(shape.LargeBytes),
        _ => "",
    };

    /// <summary>Text that does not compress, so that it goes where its size says.</summary>
    private string Noise(int bytes)
    {
        var noise = new byte[bytes / 4 * 3];
        _random.NextBytes(noise);
        return Convert.ToBase64String(noise);
    }

    private bool Chance(double probability) => _random.NextDouble() < probability;
}
