using Amazon.Lambda.DynamoDBEvents;
using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Orderer.Read;

/// <summary>An item as a stream record shows it.</summary>
internal static class StreamImage
{
    extension(Dictionary<string, DynamoDBEvent.AttributeValue> image)
    {
        /// <summary>The attributes that our items are made of; others are left out.</summary>
        public Item ToItem()
        {
            var item = new Item();
            foreach (var (name, value) in image)
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
