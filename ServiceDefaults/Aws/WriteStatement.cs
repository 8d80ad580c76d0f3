using System.Text;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;

namespace WebhookSystem.ServiceDefaults.Aws;

/// <summary>A conditional write of one item as a statement of PartiQL.</summary>
/// <param name="Text">With a question mark for each parameter.</param>
/// <param name="Item">Its keys: a call may have one statement for an item.</param>
/// <param name="Bytes">About: of all parameters.</param>
public sealed record WriteStatement(
    string Text, List<AttributeValue> Parameters, (string Partition, string Sort) Item, int Bytes)
{
    /// <summary>Writes an item where there is none, not even an expired one.</summary>
    public static WriteStatement Insert(Item item)
    {
        var text = new StringBuilder($"INSERT INTO \"{Topology.Table.Name}\" VALUE {{");
        foreach (var name in item.Keys)
            text.Append('\'').Append(name).Append("':?,");
        text[^1] = '}';
        return Of(text, item, item.Values);
    }

    /// <summary>Sets attributes of an item that is there and meets the condition.</summary>
    /// <param name="item">Its keys, and what is to be set.</param>
    /// <param name="removed">Attributes that it is not to have; those that it has not are passed over.</param>
    /// <param name="condition">Attribute, comparator and value.</param>
    public static WriteStatement Update(
        Item item, IReadOnlyList<string> removed, (string Attribute, string Comparator, ItemValue Value) condition)
    {
        var set = item.Where(one => one.Key is not (Topology.Table.PartitionKey or Topology.Table.SortKey)).ToList();
        var text = new StringBuilder($"UPDATE \"{Topology.Table.Name}\"");
        foreach (var (name, _) in set)
            text.Append(" SET \"").Append(name).Append("\"=?");
        foreach (var name in removed)
            text.Append(" REMOVE \"").Append(name).Append('"');
        text.Append($" WHERE \"{Topology.Table.PartitionKey}\"=? AND \"{Topology.Table.SortKey}\"=?")
            .Append($" AND \"{condition.Attribute}\"{condition.Comparator}?");
        return Of(text, item,
        [
            .. set.Select(one => one.Value),
            item[Topology.Table.PartitionKey], item[Topology.Table.SortKey], condition.Value,
        ]);
    }

    private static WriteStatement Of(StringBuilder text, Item item, IReadOnlyCollection<ItemValue> values) => new(
        text.ToString(), [.. values.Select(value => value.ToAttribute())], (item.PartitionKey, item.SortKey),
        values.Sum(value => value.Kind == ItemValueKind.Bytes ? value.Bytes.Length : value.Text.Length));
}
