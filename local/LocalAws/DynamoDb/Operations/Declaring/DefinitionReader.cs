using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using WebhookSystem.LocalAws.DynamoDb.Streams;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Declaring;

/// <summary>Reads a table's declaration from CreateTable, and the parts of it that UpdateTable may change.</summary>
internal static partial class DefinitionReader
{
    /// <summary>Of what a key is made of, and of what an index projects.</summary>
    public const int NameLengthMax = 255;

    public static string ReadName(JsonElement input, string member)
    {
        var name = input.Text(member) ?? throw Refusals.Validation(
            $"The parameter '{member}' is required but was not present in the request");
        if (name.Length is < 3 or > 255)
        {
            throw Refusals.Validation(
                $"{member} must be at least 3 characters long and at most 255 characters long; it is: {name}");
        }

        return NamePattern().IsMatch(name) ? name : throw Refusals.Constraint(
            name, char.ToLowerInvariant(
                member[0]) + member[1..], "Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+");
    }

    public static TableDefinition Read(JsonElement input, DateTimeOffset now)
    {
        var name = ReadName(input, "TableName");
        var attributes = ReadAttributes(input);
        var billing = ReadBilling(input);
        var schema = ReadSchema(input, attributes);
        IndexReader.RequireSome(input);
        List<IndexDefinition> indexes =
        [
            .. input.Array("LocalSecondaryIndexes").Select((index, at) =>
                IndexReader.Read(index, attributes, billing, IndexPlace.Local(at + 1))),
            .. input.Array("GlobalSecondaryIndexes").Select((index, at) =>
                IndexReader.Read(index, attributes, billing, IndexPlace.Global(at + 1))),
        ];
        IndexReader.Require(schema, indexes);
        RequireAllUsed(attributes, schema, indexes);
        return new()
        {
            Name = name,
            Arn = Database.ArnOf(name),
            Id = Guid.NewGuid(),
            Schema = schema,
            Attributes = attributes,
            Indexes = indexes,
            BillingMode = billing,
            Throughput = ReadThroughput(input, billing, "CreateTable"),
            Created = now,
            OnDemandSince = billing == BillingMode.PayPerRequest ? now : null,
            IsDeletionProtected = input.Flag("DeletionProtectionEnabled") ?? false,
            Tags = TagReader.Read(input),
        };
    }

    public static IReadOnlyList<KeyAttribute> ReadAttributes(JsonElement input)
    {
        List<KeyAttribute> attributes = [.. input.Array("AttributeDefinitions").Select(ReadAttribute)];
        return attributes.GroupBy(static attribute => attribute.Name).FirstOrDefault(static same => same.Count() > 1)
            is { Key: var name }
            ? throw Refusals.Validation($"Cannot have two attributes with the same name: Duplicate attribute: {name}")
            : attributes;
    }

    private static KeyAttribute ReadAttribute(JsonElement attribute)
    {
        var name = attribute.Text("AttributeName") ?? throw Refusals.Constraint(
            null, "attributeDefinitions.1.member.attributeName", "Member must not be null");
        RequireLength(name, "attributeDefinitions.1.member.attributeName");
        return attribute.OneOf("AttributeType", "", "B", "N", "S") is { Length: > 0 } type ? new(name, type)
            : throw Refusals.Constraint(
                null, "attributeDefinitions.1.member.attributeType", "Member must not be null");
    }

    /// <summary>Before anything that the elements should have to do with one another.</summary>
    private static void RequireElement(JsonElement element, string member)
    {
        RequireLength(element.Text("AttributeName"), $"{member}.attributeName");
        if (element.Text("KeyType") is { } type and not ("HASH" or "RANGE"))
        {
            throw Refusals.Constraint(
                type, $"{member}.keyType", "Member must satisfy enum value set: [HASH, RANGE]");
        }
    }

    private static void RequireLength(string? name, string member)
    {
        if (name is { Length: 0 or > NameLengthMax })
        {
            throw Refusals.Constraint(name, member, name.Length == 0
                ? "Member must have length greater than or equal to 1"
                : $"Member must have length less than or equal to {NameLengthMax}");
        }
    }

    public static BillingMode ReadBilling(JsonElement input) =>
        input.OneOf("BillingMode", "PROVISIONED", "PROVISIONED", "PAY_PER_REQUEST") == "PROVISIONED"
            ? BillingMode.Provisioned
            : BillingMode.PayPerRequest;

    public static Throughput ReadThroughput(JsonElement input, BillingMode billing, string what)
    {
        var given = input.Member("ProvisionedThroughput");
        if (billing == BillingMode.PayPerRequest)
        {
            return given is null ? Throughput.OnDemand : throw Refusals.Invalid(
                "Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is "
                + "PAY_PER_REQUEST");
        }

        if (given is not { } throughput)
        {
            throw Refusals.Invalid(what == "CreateTable"
                ? "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED"
                : $"ProvisionedThroughput must be specified for index: {what}");
        }

        return new(ReadUnits(throughput, "ReadCapacityUnits"), ReadUnits(throughput, "WriteCapacityUnits"));
    }

    private static long ReadUnits(JsonElement throughput, string member)
    {
        var units = throughput.Whole(member, JsonShape.Long);
        return units is >= 1 and var enough ? enough : throw Refusals.Constraint(
            units?.ToString(CultureInfo.InvariantCulture),
            $"provisionedThroughput.{char.ToLowerInvariant(member[0])}{member[1..]}",
            units is null ? "Member must not be null" : "Member must have value greater than or equal to 1");
    }

    /// <summary>The view of the stream that is wanted; null where none is.</summary>
    public static StreamViewType? ReadStream(JsonElement specification)
    {
        var view = specification.Text("StreamViewType");
        if (specification.Flag("StreamEnabled") is not true)
        {
            return view is null ? null : throw Refusals.Invalid(
                "StreamViewType can be specified only if StreamEnabled is true");
        }

        return StreamViewTypes.Parse(view) ?? throw (view is null
            ? Refusals.Invalid("StreamViewType must be specified when StreamEnabled is true")
            : Refusals.Constraint(view, "streamSpecification.streamViewType",
                "Member must satisfy enum value set: [NEW_AND_OLD_IMAGES, OLD_IMAGE, NEW_IMAGE, KEYS_ONLY]"));
    }

    /// <param name="input">What declares the key: a table, or an index.</param>
    /// <param name="attributes">Those that are defined.</param>
    /// <param name="path">Where a refusal says that it is: nothing for a table, else with a dot at its end.</param>
    public static KeySchema ReadSchema(
        JsonElement input, IReadOnlyList<KeyAttribute> attributes, string path = "")
    {
        var elements = input.Array("KeySchema").ToList();
        if (elements.Count is 0 or > 2)
        {
            throw elements.Count == 0
                ? Refusals.Constraint("null", "keySchema", "Member must not be null")
                : Refusals.Constraint("[...]", "keySchema", "Member must have length less than or equal to 2");
        }

        for (var index = 0; index < elements.Count; index++)
            RequireElement(elements[index], $"{path}keySchema.{index + 1}.member");
        if (elements[0].Text("KeyType") != "HASH")
            throw Refusals.Validation("Invalid KeySchema: The first KeySchemaElement is not a HASH key type");
        if (elements.Count == 2 && elements[1].Text("KeyType") != "RANGE")
            throw Refusals.Validation("Invalid KeySchema: The second KeySchemaElement is not a RANGE key type");

        var keys = elements.ConvertAll(element =>
            DeclaredAttribute(element.Text("AttributeName"), elements, attributes));
        if (keys.Count == 2 && keys[0] == keys[1])
            throw Refusals.Validation(
                "Both the Hash Key and the Range Key element in the KeySchema have the same name");
        return new(keys[0], keys.ElementAtOrDefault(1));
    }

    [GeneratedRegex("^[a-zA-Z0-9_.-]+$")]
    private static partial Regex NamePattern();

    private static KeyAttribute DeclaredAttribute(
        string? name, List<JsonElement> elements, IReadOnlyList<KeyAttribute> attributes) =>
        attributes.FirstOrDefault(attribute => attribute.Name == name) ?? throw Refusals.Invalid(
            "Some index key attributes are not defined in AttributeDefinitions. "
            + $"Keys: [{string.Join(", ", elements.Select(static element => element.Text("AttributeName")))}], "
            + $"AttributeDefinitions: [{NamesOf(attributes)}]");

    private static void RequireAllUsed(
        IReadOnlyList<KeyAttribute> attributes, KeySchema schema, List<IndexDefinition> indexes)
    {
        var used = schema.Attributes.Concat(indexes.SelectMany(static index => index.Schema.Attributes)).ToHashSet();
        if (used.Count == attributes.Count)
            return;
        throw Refusals.Invalid(indexes.Count == 0
            ? "Number of attributes in KeySchema does not exactly match number of attributes defined in "
                + "AttributeDefinitions"
            : "Some AttributeDefinitions are not used. "
                + $"AttributeDefinitions: [{NamesOf(attributes)}], keys used: [{NamesOf(used)}]");
    }

    private static string NamesOf(IEnumerable<KeyAttribute> attributes) =>
        string.Join(", ", attributes.Select(static attribute => attribute.Name));
}
