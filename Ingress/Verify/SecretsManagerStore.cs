using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using WebhookSystem.Contracts;

namespace WebhookSystem.Ingress.Verify;

/// <summary>Secrets in AWS Secrets Manager, by its stages AWSCURRENT and AWSPREVIOUS.</summary>
internal sealed class SecretsManagerStore(IAmazonSecretsManager secrets, TimeProvider time) : ISecretStore
{
    public async Task<SecretVersions> FetchAsync(string source, CancellationToken cancellationToken)
    {
        var current = await ReadAsync(source, SecretVersions.CurrentStage, cancellationToken);
        if (current is null)
            return SecretVersions.None;
        var since = Utc(current.CreatedDate);

        // Most of the time there is nothing to ask: where no version was before, the store says so by an exception.
        var previous = SecretVersions.PreviousCounts(since, time.GetUtcNow())
            ? await ReadAsync(source, SecretVersions.PreviousStage, cancellationToken)
            : null;
        return new(current.SecretString, since, previous?.SecretString);
    }

    private async Task<GetSecretValueResponse?> ReadAsync(
        string source, string stage, CancellationToken cancellationToken)
    {
        try
        {
            return await secrets.GetSecretValueAsync(
                new() { SecretId = Topology.Secrets.NameFor(source), VersionStage = stage }, cancellationToken);
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
        catch (InvalidRequestException)
        {
            // How the store says that the secret is to be deleted: it does not count any more.
            return null;
        }
    }

    // A version without a date is taken for old: then the one before it does not count.
    private static DateTimeOffset Utc(DateTime? date) =>
        date is { } known ? new(known.ToUniversalTime()) : DateTimeOffset.MinValue;
}
