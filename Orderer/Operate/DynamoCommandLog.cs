using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Items;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Orderer.Operate;

/// <summary>The audit trail in the table, beside the keys that it is about.</summary>
internal sealed class DynamoCommandLog(IAmazonDynamoDB dynamoDb) : ICommandLog
{
    public async Task<bool> HasAsync(OperatorCommand command, CancellationToken cancellationToken)
    {
        var record = CommandRecord.Of(command, outcome: "", command.RequestedAt).ToItem();
        var answer = await dynamoDb.GetItemAsync(
            new GetItemRequest
            {
                TableName = Topology.Table.Name,
                Key = new Item(record.PartitionKey, record.SortKey).ToAttributes(),
                ConsistentRead = true,
            },
            cancellationToken);
        return answer.IsItemSet;
    }

    public async Task WriteAsync(CommandRecord record, CancellationToken cancellationToken) =>
        await dynamoDb.PutItemAsync(
            new PutItemRequest { TableName = Topology.Table.Name, Item = record.ToItem().ToAttributes() },
            cancellationToken);
}
