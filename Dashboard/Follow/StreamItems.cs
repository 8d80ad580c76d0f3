using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Dashboard.Keep.Apply;

namespace WebhookSystem.Dashboard.Follow;

/// <summary>The stream's records as changes. Sets and the like are nothing that a row needs.</summary>
internal static class StreamItems
{
    public static TableChange ChangeOf(Record record)
    {
        var keys = record.Dynamodb.Keys;
        return new(
            keys[Topology.Table.PartitionKey].S,
            keys[Topology.Table.SortKey].S,
            record.EventName == OperationType.REMOVE ? null : ItemOf(record.Dynamodb.NewImage));
    }

    private static Item ItemOf(Dictionary<string, AttributeValue> attributes)
    {
        var item = new Item();
        foreach (var (name, value) in attributes)
        {
            if (value.S is not null)
                item[name] = ItemValue.OfText(value.S);
            else if (value.N is not null)
                item[name] = ItemValue.OfNumber(value.N);
            else if (value.B is not null)
                item[name] = ItemValue.OfBytes(value.B.ToArray());
        }

        return item;
    }
}
