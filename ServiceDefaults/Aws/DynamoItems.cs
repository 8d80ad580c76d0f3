using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts.Items;

namespace WebhookSystem.ServiceDefaults.Aws;

/// <summary>The table's items between the words of Contracts and the SDK's.</summary>
public static class DynamoItems
{
    extension(Item item)
    {
        public Dictionary<string, AttributeValue> ToAttributes() =>
            item.ToDictionary(attribute => attribute.Key, attribute => attribute.Value.ToAttribute());
    }

    extension(ItemValue value)
    {
        public AttributeValue ToAttribute() => value.Kind switch
        {
            ItemValueKind.Text => new() { S = value.Text },
            ItemValueKind.Number => new() { N = value.Text },
            ItemValueKind.Bytes => new() { B = new MemoryStream(value.Bytes.ToArray()) },
        };
    }

    extension(Dictionary<string, AttributeValue> attributes)
    {
        /// <summary>The attributes that our items are made of; others, such as sets, are left out.</summary>
        public Item ToItem()
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
}
