namespace WebhookSystem.LocalAws.Faults;

/// <summary>Decides, call by call and message by message, what goes wrong. Off unless configured.</summary>
internal sealed class FaultPlan
{
    private const StringSplitOptions Trimmed = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    private readonly FaultOptions _options;
    private readonly Random _random;
    private readonly HashSet<string> _operations;
    private readonly Lock _gate = new();

    public FaultPlan(IConfiguration configuration)
    {
        _options = configuration.GetSection(FaultOptions.Section).Get<FaultOptions>() ?? new();
        _random = new(_options.Seed);
        _operations = [.. _options.Operations.Split(',', Trimmed)];
        HasCallFaults = _options.Throttle > 0 || _options.Error > 0 || _options.Delay > 0;
    }

    /// <summary>Nothing goes wrong.</summary>
    public static FaultPlan Off { get; } = new(new ConfigurationBuilder().Build());

    private bool HasCallFaults { get; }

    /// <summary>What goes wrong with the call.</summary>
    /// <param name="service">As IAM calls it, e.g. <c>sqs</c>.</param>
    public CallFault Next(string service, string operation)
    {
        if (!HasCallFaults || (_operations.Count > 0 && !_operations.Contains(operation)))
            return CallFault.None;
        lock (_gate)
        {
            // All dice are thrown for every call, so that one probability does not shift the others' faults.
            var (delays, throttles, fails) = (Happens(_options.Delay), Happens(_options.Throttle),
                Happens(_options.Error));
            var (delay, isLate) = (_options.DelayMax * _random.NextDouble(), _random.Next(2) == 0);
            return new(
                delays ? delay : TimeSpan.Zero,
                throttles ? FaultErrors.Throttled(service, operation)
                    : fails && !isLate ? FaultErrors.Failed(service) : null,
                !throttles && fails && isLate ? FaultErrors.Failed(service) : null);
        }
    }

    /// <summary>Whether the message about to be handed out will be handed out once more.</summary>
    public bool Duplicates() => Throw(_options.Duplicate);

    /// <summary>Whether the first message goes behind the others.</summary>
    public bool Reorders() => Throw(_options.Reorder);

    private bool Throw(double probability)
    {
        if (probability <= 0)
            return false;
        lock (_gate)
            return Happens(probability);
    }

    private bool Happens(double probability) => _random.NextDouble() < probability;
}
