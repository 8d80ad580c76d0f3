using System.Globalization;
using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Streams;
using WebhookSystem.LocalAws.DynamoDb.Tables;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Declaring;

/// <summary>Writes AWS's description of a table. The caller holds the table's gate.</summary>
internal static class TableDescriptionWriter
{
    private const int OnDemandReads = 12_000;
    private const int OnDemandWrites = 4_000;

    public static void Write(Utf8JsonWriter output, string member, Table table, string status = "ACTIVE")
    {
        var definition = table.Definition;
        output.WriteStartObject(member);
        output.WriteString("TableName"u8, definition.Name);
        output.WriteString("TableArn"u8, definition.Arn);
        output.WriteString("TableId"u8, definition.Id);
        output.WriteString("TableStatus"u8, status);
        if (status != "DELETING")
            WriteKeys(output, table, status);
        output.WriteNumber("ItemCount"u8, table.Rows.Count);
        output.WriteNumber("TableSizeBytes"u8, table.Bytes);
        output.WriteBoolean("DeletionProtectionEnabled"u8, definition.IsDeletionProtected);
        WriteThroughput(output, definition.Throughput);
        if (status is "ACTIVE" or "UPDATING")
            WriteWarmThroughput(output, definition.Throughput);
        WriteBilling(output, definition, status);
        WriteStream(output, table.Stream);
        output.WriteEndObject();
    }

    // A table that is being deleted is no longer described by its keys and indexes.
    private static void WriteKeys(Utf8JsonWriter output, Table table, string status)
    {
        WriteInstant(output, "CreationDateTime", table.Definition.Created);
        WriteAttributes(output, table.Definition.Attributes);
        WriteSchema(output, table.Definition.Schema);
        WriteIndexes(output, table, isGlobal: false, status);
        WriteIndexes(output, table, isGlobal: true, status);
    }

    public static void WriteSchema(Utf8JsonWriter output, KeySchema schema)
    {
        output.WriteStartArray("KeySchema"u8);
        foreach (var attribute in schema.Attributes)
        {
            output.WriteStartObject();
            output.WriteString("AttributeName"u8, attribute.Name);
            output.WriteString("KeyType"u8, attribute == schema.Partition ? "HASH"u8 : "RANGE"u8);
            output.WriteEndObject();
        }

        output.WriteEndArray();
    }

    /// <summary>Writes epoch seconds, with milliseconds as the fraction.</summary>
    public static void WriteInstant(Utf8JsonWriter output, string member, DateTimeOffset instant)
    {
        output.WritePropertyName(member);
        var seconds = instant.ToUnixTimeMilliseconds() / 1000m;
        output.WriteRawValue(seconds.ToString(CultureInfo.InvariantCulture));
    }

    private static void WriteAttributes(Utf8JsonWriter output, IReadOnlyList<KeyAttribute> attributes)
    {
        output.WriteStartArray("AttributeDefinitions"u8);
        foreach (var attribute in attributes)
        {
            output.WriteStartObject();
            output.WriteString("AttributeName"u8, attribute.Name);
            output.WriteString("AttributeType"u8, attribute.Type);
            output.WriteEndObject();
        }

        output.WriteEndArray();
    }

    private static void WriteThroughput(Utf8JsonWriter output, Throughput throughput)
    {
        output.WriteStartObject("ProvisionedThroughput"u8);
        output.WriteNumber("NumberOfDecreasesToday"u8, 0);
        output.WriteNumber("ReadCapacityUnits"u8, throughput.ReadUnits);
        output.WriteNumber("WriteCapacityUnits"u8, throughput.WriteUnits);
        output.WriteEndObject();
    }

    /// <summary>What a table takes at once: of one on demand what a new one takes, else what is provisioned.</summary>
    private static void WriteWarmThroughput(Utf8JsonWriter output, Throughput throughput)
    {
        var isOnDemand = throughput == Throughput.OnDemand;
        output.WriteStartObject("WarmThroughput"u8);
        output.WriteNumber("ReadUnitsPerSecond"u8, isOnDemand ? OnDemandReads : throughput.ReadUnits);
        output.WriteString("Status"u8, "ACTIVE"u8);
        output.WriteNumber("WriteUnitsPerSecond"u8, isOnDemand ? OnDemandWrites : throughput.WriteUnits);
        output.WriteEndObject();
    }

    private static void WriteBilling(Utf8JsonWriter output, TableDefinition definition, string status)
    {
        var isOnDemand = definition.BillingMode == BillingMode.PayPerRequest;
        if (!isOnDemand && definition.OnDemandSince is null)
            return;
        output.WriteStartObject("BillingModeSummary"u8);
        output.WriteString("BillingMode"u8, isOnDemand ? "PAY_PER_REQUEST"u8 : "PROVISIONED"u8);
        if (status != "CREATING")
        {
            WriteInstant(
                output, "LastUpdateToPayPerRequestDateTime", definition.OnDemandSince ?? definition.Created);
        }

        output.WriteEndObject();
    }

    private static void WriteIndexes(Utf8JsonWriter output, Table table, bool isGlobal, string status)
    {
        var indexes = table.Indexes.Where(index => index.Definition.IsGlobal == isGlobal).ToList();
        if (indexes.Count == 0)
            return;
        output.WriteStartArray(isGlobal ? "GlobalSecondaryIndexes"u8 : "LocalSecondaryIndexes"u8);
        foreach (var index in indexes)
            WriteIndex(output, index, $"{table.Definition.Arn}/index/{index.Definition.Name}", status);
        output.WriteEndArray();
    }

    private static void WriteIndex(Utf8JsonWriter output, SecondaryIndex index, string arn, string status)
    {
        output.WriteStartObject();
        output.WriteString("IndexName"u8, index.Definition.Name);
        output.WriteString("IndexArn"u8, arn);
        output.WriteNumber("ItemCount"u8, index.Rows.Count);
        output.WriteNumber("IndexSizeBytes"u8, index.Bytes);
        WriteSchema(output, index.Definition.Schema);
        WriteProjection(output, index.Definition);
        if (index.Definition.IsGlobal)
        {
            output.WriteString("IndexStatus"u8, "ACTIVE"u8);
            WriteThroughput(output, index.Definition.Throughput);
            if (status is "ACTIVE" or "UPDATING")
                WriteWarmThroughput(output, index.Definition.Throughput);
        }

        output.WriteEndObject();
    }

    private static void WriteProjection(Utf8JsonWriter output, IndexDefinition index)
    {
        output.WriteStartObject("Projection"u8);
        output.WriteString("ProjectionType"u8, index.Projection switch
        {
            ProjectionType.All => "ALL",
            ProjectionType.KeysOnly => "KEYS_ONLY",
            ProjectionType.Include => "INCLUDE",
        });
        if (index.NonKeyAttributes.Count > 0)
        {
            output.WriteStartArray("NonKeyAttributes"u8);
            foreach (var attribute in index.NonKeyAttributes)
                output.WriteStringValue(attribute);
            output.WriteEndArray();
        }

        output.WriteEndObject();
    }

    private static void WriteStream(Utf8JsonWriter output, TableStream? stream)
    {
        if (stream is null)
            return;
        output.WriteString("LatestStreamArn"u8, stream.Arn);
        output.WriteString("LatestStreamLabel"u8, stream.Label);
        if (!stream.IsOpen)
            return;
        output.WriteStartObject("StreamSpecification"u8);
        output.WriteBoolean("StreamEnabled"u8, true);
        output.WriteString("StreamViewType"u8, stream.View.ToWire());
        output.WriteEndObject();
    }
}
