using Amazon.DynamoDBv2;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Operations.Commands;

/// <summary>Keeps what an operator did without the Orderer, beside what the Orderer was asked for.</summary>
public sealed class AuditTrail(IAmazonDynamoDB table, TimeProvider time)
{
    /// <param name="by">Who asked.</param>
    /// <param name="askedAt">When; it is done now.</param>
    /// <param name="outcome">In words, for people.</param>
    /// <param name="about">The one event that it was about; null where there is none.</param>
    /// <param name="queue">The queue that it was about.</param>
    public async Task WriteAsync(
        string action, string by, DateTimeOffset askedAt, bool dryRun, string outcome,
        (string? Source, string? Key, string? EventId)? about = null, string? queue = null)
    {
        var now = time.GetUtcNow();
        var record = new CommandRecord(
            Guid.CreateVersion7(now).ToString("N"), action, about?.Source, about?.Key, about?.EventId, queue, by,
            askedAt, now, dryRun, outcome);

        // What was done is recorded, whoever has lost patience meanwhile.
        await table.PutItemAsync(Topology.Table.Name, record.ToItem().ToAttributes(), CancellationToken.None);
    }
}
