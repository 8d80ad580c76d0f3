using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Infrastructure.Settings;

/// <summary>
/// What API Gateway lets through. Everybody counts there, forgers too, and Ingress counts the verified alone: so the
/// gate is wider than a source's rate, and only keeps a flood from being paid for.
/// </summary>
internal sealed record Throttling(int Rate, int Burst)
{
    /// <summary>How much wider than what the source's sender may send.</summary>
    private const int Width = 2;

    /// <summary>Of a source without a rate: a tenth of what an account may have in all by default.</summary>
    public static Throttling Default { get; } = new(Rate: 1000, Burst: 500);

    public static Throttling Of(SourceConfiguration source) => source.Rate is { } rate
        ? new(Width * rate, Width * (rate + (source.Burst ?? 0)))
        : Default;
}
