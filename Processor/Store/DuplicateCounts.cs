using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Processor.Store;

/// <summary>How often events came again, in small items of their own.</summary>
internal sealed class DuplicateCounts(IAmazonDynamoDB dynamoDb)
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["#source"] = Attributes.Source,
        ["#key"] = Attributes.OrderingKey,
        ["#id"] = Attributes.EventId,
        ["#first"] = Attributes.FirstAt,
        ["#last"] = Attributes.LastAt,
        ["#expires"] = Topology.Table.TimeToLive,
        ["#count"] = Attributes.Count,
        ["#deliveries"] = Attributes.Deliveries,
    };

    /// <returns>False where the delivery was counted before.</returns>
    public async Task<bool> CountAsync(StoredEvent again, CancellationToken cancellationToken)
    {
        const string New = "attribute_not_exists(#deliveries) OR "
            + "(NOT contains(#deliveries, :delivery) AND size(#deliveries) < :most)";
        const string Full = "NOT contains(#deliveries, :delivery)";
        return await TryUpdateAsync(again, New, remember: true, cancellationToken)
            || await TryUpdateAsync(again, Full, remember: false, cancellationToken);
    }

    private async Task<bool> TryUpdateAsync(
        StoredEvent again, string condition, bool remember, CancellationToken cancellationToken)
    {
        const string Set = "SET #source = :source, #key = :key, #id = :id, #first = if_not_exists(#first, :at), "
            + "#last = :at, #expires = :expires ADD #count :one";
        var values = new Dictionary<string, AttributeValue>
        {
            [":source"] = new(again.Source),
            [":key"] = new(again.CollectionKey),
            [":id"] = new(again.EventId),
            [":at"] = Moment(again.ReceivedAt),
            [":expires"] = ItemValue.OfNumber(again.ExpiresAt.ToUnixTimeSeconds()).ToAttribute(),
            [":one"] = ItemValue.OfNumber(1).ToAttribute(),
            [":delivery"] = new(again.DeliveryId),
        };
        if (remember)
        {
            values[":set"] = new() { SS = [again.DeliveryId] };
            values[":most"] = ItemValue.OfNumber(Topology.Limits.DeliveriesKeptMax).ToAttribute();
        }

        try
        {
            await dynamoDb.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = Topology.Table.Name,
                    Key = new Item(
                        Topology.Table.CollectionOf(again.Source, again.CollectionKey),
                        Topology.Table.DuplicateKey(again.EventId)).ToAttributes(),
                    UpdateExpression = remember ? $"{Set}, #deliveries :set" : Set,
                    ConditionExpression = condition,
                    ExpressionAttributeNames = Names,
                    ExpressionAttributeValues = values,
                },
                cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    private static AttributeValue Moment(DateTimeOffset instant)
    {
        var item = new Item();
        item.SetInstant(Attributes.LastAt, instant);
        return item[Attributes.LastAt].ToAttribute();
    }
}
