using WebhookSystem.Provision.Functions;
using WebhookSystem.Provision.Resources;

namespace WebhookSystem.Provision;

/// <summary>Creates everything that <see cref="Contracts.Topology"/> names, as much as possible at once.</summary>
internal static class Provisioning
{
    /// <exception cref="ProvisionException">Something is there already and cannot be made to fit.</exception>
    public static async Task RunAsync(
        ProvisionSettings settings, TimeProvider time, TextWriter output, CancellationToken cancellationToken)
    {
        var report = new Report(TextWriter.Synchronized(output));
        await Patience.UntilItAnswersAsync(settings.Endpoint, time, cancellationToken);
        await Patience.UntilItAnswersAsync(settings.LambdaEndpoint, time, cancellationToken);

        using var clients = new Clients(settings.Endpoint);
        var table = EventsTable.EnsureAsync(clients.DynamoDb, time, report, cancellationToken);
        var queues = WebhookQueues.EnsureAsync(clients.Sqs, settings.Routes, report, cancellationToken);
        var bucket = PayloadsBucket.EnsureAsync(clients.S3, report, cancellationToken);
        var secrets = settings.CreateSecrets
            ? DevelopmentSecrets.EnsureAsync(clients.SecretsManager, report, cancellationToken)
            : Task.CompletedTask;
        await Task.WhenAll(table, queues, bucket, secrets);

        if (settings.LambdaEndpoint is { } lambda)
        {
            using var api = new LambdaApi(lambda);
            await LambdaFunctions.EnsureAsync(api, report, cancellationToken);
            await EventSourceMappings.EnsureAsync(api, await table, await queues, report, cancellationToken);
        }
    }
}

/// <summary>Something is there already and cannot be made to fit, or does not come.</summary>
internal sealed class ProvisionException(string message) : Exception(message);
