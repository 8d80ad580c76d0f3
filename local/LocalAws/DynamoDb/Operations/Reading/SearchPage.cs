using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Reading;

/// <summary>
/// One page of a query or scan: reads rows until the limit or 1 MB, keeps what the filter lets through.
/// </summary>
internal sealed class SearchPage(SearchRequest request)
{
    private const int PageBytesMax = 1024 * 1024;

    private readonly List<Item> _items = [];
    private Row? _last;
    private int _scanned;
    private int _matched;
    private int _bytes;
    private double _fetchUnits;
    private bool _isCutShort;

    /// <summary>Takes rows in their order. The caller holds the table's gate.</summary>
    public void Collect(IEnumerable<Row> rows)
    {
        foreach (var row in rows)
        {
            var held = request.Index?.Project(row.Item) ?? row.Item;
            if (_scanned == request.Limit || (_scanned > 0 && _bytes + held.Size > PageBytesMax))
            {
                _isCutShort = true;
                return;
            }

            (_last, _scanned, _bytes) = (row, _scanned + 1, _bytes + held.Size);
            Consider(request.Fetches ? row.Item : held);
        }

        // A page that the limit has filled says so even where nothing follows.
        _isCutShort = _scanned == request.Limit;
    }

    public void Write(Utf8JsonWriter output, ConsumedCapacity capacity)
    {
        capacity.AddRead(request.Table, request.Index, Capacity.ReadUnits(_bytes, request.IsConsistent));
        if (_fetchUnits > 0)
            capacity.AddRead(request.Table, null, _fetchUnits);

        output.WriteStartObject();
        output.WriteNumber("Count"u8, _matched);
        output.WriteNumber("ScannedCount"u8, _scanned);
        if (!request.IsCount)
            WriteItems(output);
        if (_isCutShort && _last is not null)
            WriteLastKey(output, _last);
        capacity.WriteOne(output);
        output.WriteEndObject();
    }

    private void Consider(Item item)
    {
        if (request.Fetches)
            _fetchUnits += Capacity.ReadUnits(item.Size, request.IsConsistent);
        if (request.Filter?.IsMet(item) == false)
            return;
        _matched++;
        if (!request.IsCount)
            _items.Add(request.Projection?.Apply(item) ?? item);
    }

    private void WriteItems(Utf8JsonWriter output)
    {
        output.WriteStartArray("Items"u8);
        foreach (var item in _items)
            item.Write(output);
        output.WriteEndArray();
    }

    private void WriteLastKey(Utf8JsonWriter output, Row last)
    {
        HashSet<string> names =
            [.. request.Table.Schema.Attributes.Concat(request.Schema.Attributes).Select(static a => a.Name)];
        output.WritePropertyName("LastEvaluatedKey"u8);
        last.Item.Only(names).Write(output);
    }
}
