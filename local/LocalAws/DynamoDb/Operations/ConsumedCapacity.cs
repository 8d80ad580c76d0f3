using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Ledger;

namespace WebhookSystem.LocalAws.DynamoDb.Operations;

/// <summary>Adds up what a request has cost, table by table, and writes it if the caller asked.</summary>
internal sealed class ConsumedCapacity
{
    private readonly SortedDictionary<string, Cost> _costs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _refused = new(StringComparer.Ordinal);
    private readonly string _mode;
    private readonly bool _isTransaction;

    public ConsumedCapacity(JsonElement input, bool isTransaction = false)
    {
        _mode = input.OneOf("ReturnConsumedCapacity", "NONE", "INDEXES", "TOTAL", "NONE");
        _isTransaction = isTransaction;
    }

    // A transaction reads or writes every item twice: to prepare and to commit.
    private double Factor => _isTransaction ? 2 : 1;

    public void AddRead(Table table, SecondaryIndex? index, double units)
    {
        CapacityMeter.AddRead(units * Factor);
        if (_mode == "NONE")
            return;
        var cost = CostOf(table);
        if (index is null)
            cost.Table += units * Factor;
        else
            cost.AddIndex(index.Definition, units * Factor);
        cost.Read += units * Factor;
    }

    public void AddWrite(Change change)
    {
        var bytes = Math.Max(change.Before?.Size ?? 0, change.After?.Size ?? 0);
        var units = Capacity.WriteUnits(bytes) * Factor;
        CapacityMeter.AddWrite(units);
        var cost = _mode == "NONE" ? null : CostOf(change.Table);
        cost?.Table += units;
        cost?.Write += units;
        foreach (var index in change.Table.Indexes)
        {
            var indexUnits = index.WriteUnits(change) * Factor;
            CapacityMeter.AddWrite(indexUnits);
            if (cost is null)
                continue;
            cost.AddIndex(index.Definition, indexUnits);
            cost.Write += indexUnits;
        }
    }

    /// <summary>A failed statement is billed as the write it tried, without a part of its own to show it in.</summary>
    public void AddRefused(Table table, int bytes)
    {
        var units = Capacity.WriteUnits(bytes);
        CapacityMeter.AddWrite(units);
        var name = table.Definition.Name;
        _refused[name] = _refused.GetValueOrDefault(name) + units;
    }

    /// <summary>Writes the member of an operation on one table.</summary>
    public void WriteOne(Utf8JsonWriter output)
    {
        if (_mode == "NONE" || _costs.Count == 0)
            return;
        output.WritePropertyName("ConsumedCapacity"u8);
        Write(output, _costs.First());
    }

    /// <summary>Writes the member of an operation on several tables.</summary>
    public void WriteAll(Utf8JsonWriter output)
    {
        if (_mode == "NONE" || (_costs.Count == 0 && _refused.Count > 0))
            return;
        output.WriteStartArray("ConsumedCapacity"u8);
        foreach (var cost in _costs)
            Write(output, cost);
        output.WriteEndArray();
    }

    private static void WriteUnits(Utf8JsonWriter output, double units)
    {
        output.WriteStartObject();
        output.WriteNumber("CapacityUnits"u8, units);
        output.WriteEndObject();
    }

    private static void WriteIndexes(Utf8JsonWriter output, string member, SortedDictionary<string, double> indexes)
    {
        if (indexes.Count == 0)
            return;
        output.WriteStartObject(member);
        foreach (var (name, units) in indexes)
        {
            output.WritePropertyName(name);
            WriteUnits(output, units);
        }

        output.WriteEndObject();
    }

    private Cost CostOf(Table table)
    {
        var name = table.Definition.Name;
        return _costs.TryGetValue(name, out var cost) ? cost : _costs[name] = new();
    }

    private void Write(Utf8JsonWriter output, KeyValuePair<string, Cost> cost)
    {
        output.WriteStartObject();
        output.WriteString("TableName"u8, cost.Key);
        output.WriteNumber(
            "CapacityUnits"u8, cost.Value.Read + cost.Value.Write + _refused.GetValueOrDefault(cost.Key));
        if (_isTransaction && cost.Value.Read > 0)
            output.WriteNumber("ReadCapacityUnits"u8, cost.Value.Read);
        if (_isTransaction && cost.Value.Write > 0)
            output.WriteNumber("WriteCapacityUnits"u8, cost.Value.Write);
        if (_mode == "INDEXES")
        {
            output.WritePropertyName("Table"u8);
            WriteUnits(output, cost.Value.Table);
            WriteIndexes(output, "GlobalSecondaryIndexes", cost.Value.Global);
            WriteIndexes(output, "LocalSecondaryIndexes", cost.Value.Local);
        }

        output.WriteEndObject();
    }

    private sealed class Cost
    {
        public double Table { get; set; }

        public double Read { get; set; }

        public double Write { get; set; }

        public SortedDictionary<string, double> Global { get; } = new(StringComparer.Ordinal);

        public SortedDictionary<string, double> Local { get; } = new(StringComparer.Ordinal);

        public void AddIndex(IndexDefinition index, double units)
        {
            if (units == 0)
                return;
            var indexes = index.IsGlobal ? Global : Local;
            indexes[index.Name] = indexes.GetValueOrDefault(index.Name) + units;
        }
    }
}
