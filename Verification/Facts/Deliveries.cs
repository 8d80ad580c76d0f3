namespace WebhookSystem.Verification.Facts;

/// <summary>What is said of how a provider delivers. Nothing is decided by it: it is for whoever sets it up.</summary>
public sealed record Deliveries
{
    public TimeSpan? AnswerWithin { get; init; }

    public int? Retries { get; init; }

    /// <summary>The time that all retries together take.</summary>
    public TimeSpan? RetriedFor { get; init; }

    public required Certainty Certainty { get; init; }
}
