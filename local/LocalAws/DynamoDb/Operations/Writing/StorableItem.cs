using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Writing;

/// <summary>Refuses an item that is too large or too deep, or whose index keys an index could not hold.</summary>
internal static class StorableItem
{
    private const int BytesMax = 400 * 1024;

    public static void RequirePut(Table table, Item item)
    {
        if (item.Size > BytesMax)
            throw Refusals.Validation("Item size has exceeded the maximum allowed size");
        RequireNames(item);
        foreach (var (index, key, isSort) in IndexKeys(table))
        {
            if (item[key.Name] is not { } value)
                continue;
            if (value.Type != key.Type)
                throw WrongType(index, key, value);

            if (value.IsEmpty)
            {
                throw Refusals.Validation(
                    "One or more parameter values are not valid. A value specified for a secondary "
                    + "index key is not supported. The AttributeValue for a key attribute cannot contain an empty "
                    + $"{value.Kind} value. IndexName: {index}, IndexKey: {key.Name}");
            }

            if (value.Size > KeySchema.BytesMax(isSort))
                throw KeySchema.TooLarge(isSort);
        }
    }

    /// <summary>An update answers for what it changes only: an index may have been added over other values.</summary>
    public static void RequireUpdated(Table table, Item? before, Item after)
    {
        if (after.Size > BytesMax)
            throw Refusals.Validation("Item size to update has exceeded the maximum allowed size");
        RequireNames(after);
        if (after.Depth > ValueReader.DepthMax)
            throw ValueReader.TooDeep();
        foreach (var (index, key, isSort) in IndexKeys(table))
        {
            if (after[key.Name] is not { } value || value.Equals(before?[key.Name]))
                continue;
            if (value.Type != key.Type)
                throw WrongType(index, key, value);
            if (value.IsEmpty)
            {
                throw Refusals.Validation(
                    "One or more parameter values are not valid. The update expression attempted to "
                    + "update a secondary index key to a value that is not supported. The AttributeValue for a key "
                    + $"attribute cannot contain an empty {value.Kind} value.");
            }

            if (value.Size > KeySchema.BytesMax(isSort))
                throw IndexKeyUpdated("beyond allowed size limits");
        }
    }

    private static void RequireNames(Item item)
    {
        foreach (var (name, _) in item)
            AttributeNames.Require(name);
    }

    private static IEnumerable<(string Index, KeyAttribute Key, bool IsSort)> IndexKeys(Table table) =>
        table.Indexes.SelectMany(static index => index.Definition.Schema.Attributes.Select(
            (key, position) => (index.Definition.Name, key, position > 0)));

    private static AwsException WrongType(string index, KeyAttribute key, AttributeValue value) => Refusals.Mismatch(
        $"One or more parameter values were invalid: Type mismatch for Index Key {key.Name} Expected: {key.Type} "
        + $"Actual: {value.Type} IndexName: {index}");

    private static AwsException IndexKeyUpdated(string how) =>
        Refusals.Validation($"The update expression attempted to update the secondary index key {how}");
}
