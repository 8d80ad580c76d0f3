using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Dashboard.Fetch;

/// <summary>Reads an event's own item, with all that the read model leaves out.</summary>
internal sealed class StoredEvents(IAmazonDynamoDB table)
{
    /// <param name="conflict">Digest of the contradicting delivery that is wanted; null: the event itself.</param>
    /// <returns>Null where it is no longer there.</returns>
    /// <exception cref="ItemException">What lies there is no event.</exception>
    public async Task<StoredEvent?> FindAsync(EventName name, string? conflict, CancellationToken cancellationToken)
    {
        var sortKey = conflict is null
            ? Topology.Table.EventKey(name.Id)
            : Topology.Table.ConflictKey(name.Id, conflict);
        var answer = await table.GetItemAsync(
            new GetItemRequest
            {
                TableName = Topology.Table.Name,
                Key = new()
                {
                    [Topology.Table.PartitionKey] = new(Topology.Table.CollectionOf(name.Source, name.Key)),
                    [Topology.Table.SortKey] = new(sortKey),
                },
            },
            cancellationToken);
        return answer.Item is { Count: > 0 } attributes ? StoredEvent.Read(attributes.ToItem()) : null;
    }
}
