using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Tables;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Writing;

/// <summary>
/// The estimated size of an item collection; AWS gives it for tables with local secondary indexes only.
/// </summary>
internal static class CollectionMetrics
{
    private const double BytesPerGigabyte = 1024d * 1024 * 1024;

    public static void Write(Utf8JsonWriter output, Table table, RowKey key)
    {
        double bytes;
        lock (table.Gate)
            bytes = Measure(table, key);

        output.WriteStartObject();
        output.WriteStartObject("ItemCollectionKey"u8);
        output.WritePropertyName(table.Schema.Partition.Name);
        key.Partition.Write(output);
        output.WriteEndObject();
        output.WriteStartArray("SizeEstimateRangeGB"u8);
        output.WriteNumberValue(Math.Floor(bytes / BytesPerGigabyte));
        output.WriteNumberValue(Math.Floor(bytes / BytesPerGigabyte) + 1);
        output.WriteEndArray();
        output.WriteEndObject();
    }

    private static double Measure(Table table, RowKey key)
    {
        // No collection is larger than its table, so that only a huge table's is walked through.
        double bytes = 0;
        if (table.Bytes < BytesPerGigabyte)
            return bytes;
        var collection = table.Rows.Ascending(other => other.ComparePrefix(key.Hash, key.Partition, null) < 0)
            .TakeWhile(row => row.Key.ComparePrefix(key.Hash, key.Partition, null) == 0);
        foreach (var row in collection)
            bytes += row.Item.Size;
        return bytes;
    }
}
