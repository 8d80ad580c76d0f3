using System.Text.Json;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using WebhookSystem.Contracts;

namespace WebhookSystem.Provision.Resources;

/// <summary>The secrets that the simulator signs with. One that is there is left: it may have been rotated.</summary>
internal static class DevelopmentSecrets
{
    private static readonly string FilePath = Path.Combine(AppContext.BaseDirectory, "development-secrets.json");

    public static async Task EnsureAsync(
        IAmazonSecretsManager secrets, Report report, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(FilePath);
        var bySource = await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(
            file, cancellationToken: cancellationToken) ?? [];
        await Task.WhenAll(bySource.Select(secret => EnsureAsync(secrets, secret, report, cancellationToken)));
    }

    private static async Task EnsureAsync(
        IAmazonSecretsManager secrets,
        KeyValuePair<string, string> secret,
        Report report,
        CancellationToken cancellationToken)
    {
        var name = Topology.Secrets.NameFor(secret.Key);
        var change = Change.Created;
        try
        {
            await secrets.CreateSecretAsync(
                new CreateSecretRequest { Name = name, SecretString = secret.Value }, cancellationToken);
        }
        catch (ResourceExistsException)
        {
            change = Change.None;
        }

        report.Say(change, $"secret {name}");
    }
}
