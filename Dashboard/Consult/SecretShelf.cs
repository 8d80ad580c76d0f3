using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Dashboard.Receive.Secrets;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Dashboard.Consult;

/// <summary>What is known of a source's secret without reading it.</summary>
internal sealed class SecretShelf(IAmazonSecretsManager secrets, SecretUses uses)
{
    public async Task<SecretFacts> AskAsync(string source, CancellationToken cancellationToken)
    {
        var name = Topology.Secrets.NameFor(source);
        try
        {
            var versions = await secrets.ListSecretVersionIdsAsync(
                new ListSecretVersionIdsRequest { SecretId = name }, cancellationToken);
            return new(name, [.. (versions.Versions ?? []).Select(version => new SecretStage(
                string.Join(", ", version.VersionStages ?? []), Utc(version.CreatedDate),
                (version.VersionStages ?? []).Max(stage => uses.Last(source, stage)),
                Utc(version.LastAccessedDate)))], Fault: null);
        }
        catch (ResourceNotFoundException)
        {
            return new(name, [], "No such secret: requests of this source are refused until it is set.");
        }
        catch (Exception error) when (error.IsAwsOutage && !cancellationToken.IsCancellationRequested)
        {
            return new(name, [], error.Message);
        }
    }

    private static DateTimeOffset? Utc(DateTime? date) =>
        date is { } known ? new DateTimeOffset(known.ToUniversalTime()) : null;
}

/// <summary>A secret without its value.</summary>
/// <param name="Fault">Why nothing is known of it.</param>
public sealed record SecretFacts(string Name, IReadOnlyList<SecretStage> Stages, string? Fault);

/// <summary>One version of a secret.</summary>
/// <param name="Stage">AWSCURRENT, AWSPREVIOUS.</param>
/// <param name="UsedAt">When it last signed a genuine request; null where no room has told.</param>
/// <param name="ReadAt">When anybody last read it: AWS tells the day.</param>
public sealed record SecretStage(
    string Stage, DateTimeOffset? CreatedAt, DateTimeOffset? UsedAt, DateTimeOffset? ReadAt);
