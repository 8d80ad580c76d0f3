using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions;

/// <summary>What a query asks of the key: one partition, and a contiguous range of its sort keys.</summary>
internal sealed record KeyCondition(AttributeValue Partition, Condition? Sort, AttributeValue? Low)
{
    private const string Kind = "KeyConditionExpression";

    /// <summary>Takes a parsed condition apart against the key of the table or index that is queried.</summary>
    public static KeyCondition From(Condition condition, KeySchema schema)
    {
        List<Condition> parts = [];
        Flatten(condition, parts);
        var partition = parts.Find(part => AttributeOf(part) == schema.Partition.Name)
            ?? throw Refusals.Validation($"Query condition missed key schema element: {schema.Partition.Name}");
        if (partition is not Condition.Comparison { Comparator: Comparator.Equal, Right: Operand.Literal { Value: var value } })
            throw Refusals.Validation("Query key condition not supported");

        var others = parts.Where(part => !ReferenceEquals(part, partition)).ToList();
        foreach (var other in others)
            RequireSortKey(AttributeOf(other), schema);
        if (others.Count > 1)
            throw Refusals.Validation("KeyConditionExpressions must only contain one condition per key");

        RequireType(schema.Partition, value);
        return others is [var sort] ? new(value, sort, LowOf(sort, schema.Sort!)) : new(value, null, null);
    }

    private static void Flatten(Condition condition, List<Condition> parts)
    {
        switch (condition)
        {
            case Condition.All all:
                Flatten(all.Left, parts);
                Flatten(all.Right, parts);
                break;
            case Condition.Any:
                throw Unsupported("OR");
            case Condition.Not:
                throw Unsupported("NOT");
            case Condition.Comparison { Comparator: Comparator.NotEqual }:
                throw Unsupported("<>");
            case Condition.In:
                throw Unsupported("IN");
            case Condition.Exists { Wanted: var wanted }:
                throw Unsupported(wanted ? "attribute_exists" : "attribute_not_exists");
            case Condition.Contains:
                throw Unsupported("contains");
            case Condition.HasType:
                throw Unsupported("attribute_type");
            default:
                parts.Add(condition);
                break;
        }
    }

    private static string AttributeOf(Condition part)
    {
        var subject = part switch
        {
            Condition.Comparison comparison => comparison.Left,
            Condition.Between between => between.Subject,
            Condition.BeginsWith prefix => prefix.Subject,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        return subject switch
        {
            Operand.AtPath { Path: { Steps.Length: 1 } path } => path.Root,
            Operand.AtPath => throw Refusals.Validation(
                $"Invalid {Kind}: {Kind}s cannot have conditions on nested attributes"),
            Operand.SizeOf => throw Unsupported("size"),
            _ => throw Refusals.Validation($"Invalid {Kind}: Invalid condition in {Kind}: no key attribute specified"),
        };
    }

    private static void RequireSortKey(string attribute, KeySchema schema)
    {
        if (attribute == schema.Partition.Name)
            throw Refusals.Validation("KeyConditionExpressions must only contain one condition per key");
        if (schema.Sort is null)
            throw Refusals.Validation("Query key condition not supported");
        if (attribute != schema.Sort.Name)
            throw Refusals.Validation($"Query condition missed key schema element: {schema.Sort.Name}");
    }

    /// <summary>
    /// The lowest sort key that can meet the condition, for the search to begin at; null for the first.
    /// </summary>
    private static AttributeValue? LowOf(Condition sort, KeyAttribute attribute)
    {
        Operand[] bounds = sort switch
        {
            Condition.Comparison comparison => [comparison.Right],
            Condition.Between between => [between.Low, between.High],
            Condition.BeginsWith prefix => [prefix.Prefix],
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        foreach (var bound in bounds)
        {
            if (bound is not Operand.Literal { Value: var value })
                throw Refusals.Validation("Query key condition not supported");
            RequireType(attribute, value);
        }

        var startsAtBound = sort is not Condition.Comparison { Comparator: Comparator.Less or Comparator.LessOrEqual };
        return startsAtBound ? ((Operand.Literal)bounds[0]).Value : null;
    }

    private static void RequireType(KeyAttribute attribute, AttributeValue value)
    {
        if (value.Type != attribute.Type)
            throw Refusals.Invalid("Condition parameter type does not match schema type");
        if (value is StringValue { Text.Length: 0 } or BinaryValue { Bytes.Length: 0 })
        {
            throw Refusals.Validation("One or more parameter values are not valid. The AttributeValue for a key attribute "
                + $"cannot contain an empty {(value is StringValue ? "string" : "binary")} value. Key: {attribute.Name}");
        }
    }

    private static Wire.AwsException Unsupported(string operation) =>
        Refusals.Validation($"Invalid operator used in {Kind}: {operation}");
}
