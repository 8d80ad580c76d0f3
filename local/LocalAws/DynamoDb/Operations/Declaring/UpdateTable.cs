using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Streams;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Declaring;

internal sealed class UpdateTable(Database database, TimeProvider time) : IOperation
{
    private static readonly string[] Changeable =
    [
        "ProvisionedThroughput", "BillingMode", "StreamSpecification", "GlobalSecondaryIndexUpdates",
        "DeletionProtectionEnabled", "SSESpecification", "TableClass", "OnDemandThroughput", "WarmThroughput",
    ];

    private static readonly string[] IndexActions = ["Create", "Update", "Delete"];

    public string Name => "UpdateTable";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var table = database.FindNamed(input.TableName());
        RequireSomething(input);
        lock (table.Gate)
        {
            var definition = Changed(table.Definition, input, time.GetUtcNow());
            var specification = input.Member("StreamSpecification");
            var view = specification is { } given ? ReadStream(table, given) : null;
            if (definition != table.Definition)
                database.Redefine(table, definition);
            if (specification is not null)
                database.SwitchStream(table, view);

            output.WriteStartObject();
            TableDescriptionWriter.Write(output, "TableDescription", table, "UPDATING");
            output.WriteEndObject();
        }
    }

    private static void RequireSomething(JsonElement input)
    {
        if (!Changeable.Any(member => input.Member(member) is { } given
            && (given.ValueKind != JsonValueKind.Array || given.GetArrayLength() > 0)))
        {
            throw Refusals.Validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled, "
                + "GlobalSecondaryIndexUpdates or SSESpecification or ReplicaUpdates is required");
        }

        var updates = input.Array("GlobalSecondaryIndexUpdates").ToList();
        if (updates.Exists(static update => IndexActions.Count(action => update.Member(action) is not null) != 1))
        {
            throw Refusals.Invalid("One of GlobalSecondaryIndexUpdate.Create, GlobalSecondaryIndexUpdate.Update, "
                + "GlobalSecondaryIndexUpdate.Delete must not be null, and only one");
        }

        if (updates.Count(static update => update.Member("Update") is null) > 1)
        {
            throw new AwsException("LimitExceededException", "Subscriber limit exceeded: Only 1 online index can be "
                + "created or deleted simultaneously per table");
        }
    }

    private static TableDefinition Changed(TableDefinition definition, JsonElement input, DateTimeOffset now)
    {
        var billing = input.Member(
            "BillingMode") is null ? definition.BillingMode : DefinitionReader.ReadBilling(input);
        if (billing != definition.BillingMode || input.Member("ProvisionedThroughput") is not null)
            definition = definition with { Throughput = DefinitionReader.ReadThroughput(
                input, billing, "CreateTable") };
        definition = definition with
        {
            BillingMode = billing,
            OnDemandSince = billing == definition.BillingMode || billing == BillingMode.Provisioned
                ? definition.OnDemandSince
                : now,
            IsDeletionProtected = input.Flag("DeletionProtectionEnabled") ?? definition.IsDeletionProtected,
        };
        return input.Array("GlobalSecondaryIndexUpdates").Aggregate(
            definition, (current, update) => WithIndex(current, update, input));
    }

    private static TableDefinition WithIndex(TableDefinition definition, JsonElement update, JsonElement input)
    {
        if (update.Member("Create") is { } create)
        {
            var declared = DefinitionReader.ReadAttributes(input);
            RequireSameTypes(definition.Attributes, declared);
            if (definition.Indexes.Any(index => index.Name == create.Text("IndexName")))
                throw Refusals.Validation("Attempting to create an index which already exists");
            List<KeyAttribute> attributes = [.. definition.Attributes.UnionBy(declared, static a => a.Name)];
            var index = IndexReader.Read(create, declared, definition.BillingMode, IndexPlace.Added);
            List<IndexDefinition> indexes = [.. definition.Indexes, index];
            IndexReader.Require(definition.Schema, indexes);
            return definition with { Attributes = attributes, Indexes = indexes };
        }

        var name = (update.Member("Delete") ?? update.Member("Update"))?.Text("IndexName");
        var known = definition.Indexes.FirstOrDefault(index => index.IsGlobal && index.Name == name)
            ?? throw Refusals.NotFound($"Index: {name} not found");
        if (update.Member("Update") is { } changed)
        {
            var throughput = DefinitionReader.ReadThroughput(changed, definition.BillingMode, known.Name);
            return definition with
            {
                Indexes = [.. definition.Indexes.Select(i => i == known ? known with { Throughput = throughput } : i)],
            };
        }

        List<IndexDefinition> kept = [.. definition.Indexes.Where(index => index != known)];
        var used = definition.Schema.Attributes.Concat(kept.SelectMany(static index =>
            index.Schema.Attributes)).ToHashSet();
        return definition with { Attributes = [.. definition.Attributes.Where(used.Contains)], Indexes = kept };
    }

    private static void RequireSameTypes(IReadOnlyList<KeyAttribute> before, IReadOnlyList<KeyAttribute> declared)
    {
        foreach (var known in before)
        {
            if (declared.FirstOrDefault(a => a.Name == known.Name && a.Type != known.Type) is { } other)
            {
                throw Refusals.Invalid("Attributes cannot be redefined. Please check that your attribute has the same "
                    + "type as previously defined. "
                    + $"Existing schema: Schema:[SchemaElement: key{{{known.Name}:{known.Type}:HASH}}] "
                    + $"New schema: Schema:[SchemaElement: key{{{other.Name}:{other.Type}:HASH}}]");
            }
        }
    }

    private static StreamViewType? ReadStream(Table table, JsonElement specification)
    {
        var wanted = DefinitionReader.ReadStream(specification);
        var isOpen = table.Stream is { IsOpen: true };
        if (wanted is not null && isOpen)
            throw Refusals.Validation($"Table already has an enabled stream: TableName: {table.Definition.Name}");
        if (wanted is null && !isOpen)
            throw Refusals.Validation($"Table has no stream to disable: TableName: {table.Definition.Name}");
        return wanted;
    }
}
