using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Declaring;

/// <summary>Reads an index's declaration.</summary>
internal static class IndexReader
{
    private const int LocalMax = 5;
    private const int GlobalMax = 20;

    public static IndexDefinition Read(
        JsonElement input, IReadOnlyList<KeyAttribute> attributes, BillingMode billing, IndexPlace place)
    {
        var name = DefinitionReader.ReadName(input, "IndexName");
        var projection = input.Member("Projection")
            ?? throw Refusals.Invalid($"Index projection must be specified for index: {name}");
        var type = projection.OneOf("ProjectionType", "", "ALL", "INCLUDE", "KEYS_ONLY") switch
        {
            "ALL" => ProjectionType.All,
            "KEYS_ONLY" => ProjectionType.KeysOnly,
            "INCLUDE" => ProjectionType.Include,
            _ => throw Refusals.Invalid("Unknown ProjectionType: null"),
        };
        List<string> others = [.. projection.Array("NonKeyAttributes").Select(static attribute => attribute.AsText())];
        RequireNames(others);
        if (type != ProjectionType.Include && others.Count > 0)
        {
            throw Refusals.Invalid(
                $"ProjectionType is {projection.Text("ProjectionType")}, but NonKeyAttributes is specified");
        }

        if (type == ProjectionType.Include && others.Count == 0)
            throw Refusals.Invalid("ProjectionType is INCLUDE, but NonKeyAttributes is not specified");

        return new(name, place.IsGlobal, DefinitionReader.ReadSchema(input, attributes, place.Path), type, others)
        {
            Throughput = place.IsGlobal ? DefinitionReader.ReadThroughput(input, billing, name) : Throughput.OnDemand,
        };
    }

    private static void RequireNames(List<string> projected)
    {
        if (projected.Find(static name => name.Length is 0 or > DefinitionReader.NameLengthMax) is { } name)
        {
            throw Refusals.Constraint(name, "projection.nonKeyAttributes", name.Length == 0
                ? "Member must have length greater than or equal to 1"
                : $"Member must have length less than or equal to {DefinitionReader.NameLengthMax}");
        }

        if (projected.GroupBy(static one => one).FirstOrDefault(static same => same.Count() > 1) is { Key: var twice })
            throw Refusals.Invalid($"Duplicate attribute in NonKeyAttributes: {twice}");
    }

    /// <summary>Who declares no indexes leaves their list out.</summary>
    public static void RequireSome(JsonElement input)
    {
        foreach (var member in new[] { "LocalSecondaryIndexes", "GlobalSecondaryIndexes" })
        {
            if (input.Member(member) is { } list && !list.AsArray().Any())
                throw Refusals.Invalid($"List of {member} is empty");
        }
    }

    /// <summary>Refuses what the indexes may not be together, or may not be on a table of this key.</summary>
    public static void Require(KeySchema table, IReadOnlyList<IndexDefinition> indexes)
    {
        var duplicate = indexes.GroupBy(static index => index.Name).FirstOrDefault(static group => group.Count() > 1);
        if (duplicate is not null)
            throw Refusals.Invalid($"Duplicate index name: {duplicate.Key}");
        if (indexes.Count(static index => !index.IsGlobal) > LocalMax)
            throw Refusals.Invalid($"Number of LocalSecondaryIndexes exceeds per-table limit of {LocalMax}");
        if (indexes.Count(static index => index.IsGlobal) > GlobalMax)
            throw Refusals.Invalid($"Number of GlobalSecondaryIndexes exceeds per-table limit of {GlobalMax}");

        foreach (var local in indexes.Where(static index => !index.IsGlobal))
            RequireLocal(table, local);
    }

    private static void RequireLocal(KeySchema table, IndexDefinition index)
    {
        if (table.Sort is null)
        {
            throw Refusals.Invalid(
                "Table KeySchema does not have a range key, which is required when specifying a LocalSecondaryIndex");
        }

        if (index.Schema.Sort is null)
        {
            throw Refusals.Invalid(
                $"Index KeySchema does not have a range key for index: {index.Name}");
        }

        if (index.Schema.Partition != table.Partition)
        {
            throw Refusals.Invalid("Index KeySchema does not have the same leading hash key as table KeySchema for "
                + $"index: {index.Name}. index hash key: {index.Schema.Partition.Name}, "
                + $"table hash key: {table.Partition.Name}");
        }
    }
}
