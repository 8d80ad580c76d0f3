using System.Text;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;

namespace WebhookSystem.ServiceDefaults.Aws;

/// <summary>A conditional write of one item, to be a statement of PartiQL where it goes with others.</summary>
public sealed class WriteStatement
{
    private readonly Item _item;
    private readonly IReadOnlyList<string> _removed;
    private readonly (string Attribute, string Comparator, ItemValue Value)? _condition;

    private WriteStatement(
        Item item, IReadOnlyList<string> removed, (string Attribute, string Comparator, ItemValue Value)? condition) =>
        (_item, _removed, _condition) = (item, removed, condition);

    /// <summary>Of its item: a call may have one statement for each.</summary>
    public (string Partition, string Sort) Key => (_item.PartitionKey, _item.SortKey);

    /// <summary>About: of all values.</summary>
    public int Bytes => _item.Values.Sum(
        value => value.Kind == ItemValueKind.Bytes ? value.Bytes.Length : value.Text.Length);

    /// <summary>Writes an item where there is none, not even an expired one.</summary>
    public static WriteStatement Insert(Item item) => new(item, [], null);

    /// <summary>Sets attributes of an item that is there and meets the condition.</summary>
    /// <param name="item">Its keys, and what is to be set.</param>
    /// <param name="removed">Attributes that it is not to have; those that it has not are passed over.</param>
    /// <param name="condition">Attribute, comparator and value.</param>
    public static WriteStatement Update(
        Item item, IReadOnlyList<string> removed, (string Attribute, string Comparator, ItemValue Value) condition) =>
        new(item, removed, condition);

    /// <summary>With a question mark and a parameter for each value.</summary>
    public BatchStatementRequest ToRequest() => _condition is { } condition ? ToUpdate(condition) : ToInsert();

    private BatchStatementRequest ToInsert()
    {
        var text = new StringBuilder($"INSERT INTO \"{Topology.Table.Name}\" VALUE {{");
        foreach (var name in _item.Keys)
            text.Append('\'').Append(name).Append("':?,");
        text[^1] = '}';
        return Request(text, _item.Values);
    }

    private BatchStatementRequest ToUpdate((string Attribute, string Comparator, ItemValue Value) condition)
    {
        var set = _item.Where(one => one.Key is not (Topology.Table.PartitionKey or Topology.Table.SortKey)).ToList();
        var text = new StringBuilder($"UPDATE \"{Topology.Table.Name}\"");
        foreach (var (name, _) in set)
            text.Append(" SET \"").Append(name).Append("\"=?");
        foreach (var name in _removed)
            text.Append(" REMOVE \"").Append(name).Append('"');
        text.Append($" WHERE \"{Topology.Table.PartitionKey}\"=? AND \"{Topology.Table.SortKey}\"=?")
            .Append($" AND \"{condition.Attribute}\"{condition.Comparator}?");
        return Request(text,
        [
            .. set.Select(one => one.Value),
            _item[Topology.Table.PartitionKey], _item[Topology.Table.SortKey], condition.Value,
        ]);
    }

    private static BatchStatementRequest Request(StringBuilder text, IEnumerable<ItemValue> values) => new()
    {
        Statement = text.ToString(), Parameters = [.. values.Select(value => value.ToAttribute())],
    };
}
