namespace Aspire.Hosting.Orchestration;

/// <summary>
/// When a resource's health is looked at.
/// <code>
/// before it was healthy   every 50 ms, after twenty times every 250 ms, after forty as below
/// while it is healthy     every 30 s
/// while it is not         after 1, 2, 3, 4, then every 5 s
/// </code>
/// </summary>
internal sealed class HealthPace
{
    private static readonly TimeSpan Healthy = TimeSpan.FromSeconds(30);

    private bool _wasHealthy;
    private int _failures;

    public TimeSpan Next { get; private set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Takes the result of a look. True where it is the first good one.</summary>
    public bool Saw(bool isHealthy)
    {
        var isFirst = isHealthy && !_wasHealthy;
        _wasHealthy |= isHealthy;
        _failures = isHealthy ? 0 : _failures + 1;
        Next = (isHealthy, _wasHealthy, _failures) switch
        {
            (true, _, _) => Healthy,
            (_, false, < 20) => TimeSpan.FromMilliseconds(50),
            (_, false, < 40) => TimeSpan.FromMilliseconds(250),
            (_, false, _) => TimeSpan.FromSeconds(Math.Min(_failures - 39, 5)),
            _ => TimeSpan.FromSeconds(Math.Min(_failures, 5)),
        };
        return isFirst;
    }
}
