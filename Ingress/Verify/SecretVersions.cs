using WebhookSystem.Contracts;

namespace WebhookSystem.Ingress.Verify;

/// <summary>A source's secret as the provider shows it, and the one it took the place of.</summary>
/// <param name="Current">Null where none is set.</param>
/// <param name="CurrentSince">When the current version was made: the previous one counts for a time after.</param>
internal sealed record SecretVersions(string? Current, DateTimeOffset CurrentSince, string? Previous)
{
    public const string CurrentStage = "AWSCURRENT";
    public const string PreviousStage = "AWSPREVIOUS";

    public static SecretVersions None { get; } = new(null, DateTimeOffset.MinValue, null);

    /// <param name="key">Its place among the live keys.</param>
    public static string StageOf(int key) => key == 0 ? CurrentStage : PreviousStage;

    /// <summary>Whether the version before one of that time still counts.</summary>
    public static bool PreviousCounts(DateTimeOffset currentSince, DateTimeOffset now) =>
        now - currentSince < Topology.Secrets.PreviousAccepted;

    // The compiler's own would print the secrets.
    public override string ToString() => nameof(SecretVersions);
}

/// <summary>Where secrets are kept.</summary>
internal interface ISecretStore
{
    /// <summary>Reads a source's secret. Whatever <c>IsAwsOutage</c> means: not now.</summary>
    Task<SecretVersions> FetchAsync(string source, CancellationToken cancellationToken);
}
