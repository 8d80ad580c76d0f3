using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Legacy;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Reading;

/// <summary>What Query and Scan have in common: where to look, what to keep, what to show, where to go on.</summary>
internal sealed class SearchRequest
{
    private readonly bool _isQuery;

    /// <param name="filter">The name of the filter that expressions have replaced.</param>
    public SearchRequest(Database database, JsonElement input, Placeholders placeholders, string filter)
    {
        input.RefuseMixedParameters();
        _isQuery = filter == "QueryFilter";
        Table = database.Find(input.TableName());
        Index = input.Text("IndexName") is { } index ? Table.IndexNamed(index) : null;
        Schema = Index?.Definition.Schema ?? Table.Schema;
        Filter = ConditionParser.Parse(input.Text("FilterExpression"), "FilterExpression", placeholders)
            ?? LegacyConditions.ReadFilter(input, filter);
        Projection = ProjectionParser.Parse(input.Text("ProjectionExpression"), placeholders)
            ?? LegacyProjection.Read(input);
        IsConsistent = input.Flag("ConsistentRead") ?? false;
        Limit = ReadLimit(input);
        IsCount = ReadSelect(input);
        Start = input.Member("ExclusiveStartKey") is { } start ? ReadStart(ValueReader.ReadItem(start)) : null;
        if (IsConsistent && Index is { Definition.IsGlobal: true })
            throw Refusals.Validation("Consistent reads are not supported on global secondary indexes");
    }

    public Table Table { get; }

    public SecondaryIndex? Index { get; }

    /// <summary>The key that is searched by: the index's, else the table's.</summary>
    public KeySchema Schema { get; }

    public Condition? Filter { get; }

    public Projection? Projection { get; }

    public bool IsConsistent { get; }

    public int Limit { get; }

    /// <summary>Only the count is wanted.</summary>
    public bool IsCount { get; }

    /// <summary>A local index is asked for more than it holds, so each item is fetched from the table.</summary>
    public bool Fetches { get; private set; }

    /// <summary>The last row of the page before, or null for the first page.</summary>
    public RowKey? Start { get; }

    public SortedRows Rows => Index?.Rows ?? Table.Rows;

    private static int ReadLimit(JsonElement input) => input.Whole("Limit") switch
    {
        null => int.MaxValue,
        { } limit and < 1 => throw Refusals.Constraint(
            limit.ToString(), "limit", "Member must have value greater than or equal to 1"),
        { } limit => (int)Math.Min(limit, int.MaxValue),
    };

    private bool ReadSelect(JsonElement input)
    {
        var select = input.OneOf(
            "Select", "", "SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");
        if (Projection is not null && select is not ("" or "SPECIFIC_ATTRIBUTES"))
        {
            var named = input.Member("AttributesToGet") is null ? "ProjectionExpression" : "AttributesToGet";
            throw Unselectable($"Cannot specify the {named} when choosing to get {Wanted(select)}");
        }

        if (Projection is null && select == "SPECIFIC_ATTRIBUTES")
        {
            throw Unselectable("Must specify the AttributesToGet or ProjectionExpression when choosing to get "
                + "SPECIFIC_ATTRIBUTES");
        }

        if (select == "ALL_PROJECTED_ATTRIBUTES" && Index is null)
            throw Unselectable("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");

        if (Index is { Definition: { Projection: not ProjectionType.All } index })
        {
            if (select == "ALL_ATTRIBUTES" && index.IsGlobal)
            {
                throw Refusals.Invalid("Select type ALL_ATTRIBUTES is not supported for global secondary index "
                    + $"{index.Name} because its projection type is not ALL");
            }

            var beyond = Projection?.Roots.Where(attribute => !Index.Projects(attribute)).ToList() ?? [];
            if (beyond.Count > 0 && index.IsGlobal)
            {
                throw Refusals.Invalid(
                    $"Global secondary index {index.Name} does not project [{string.Join(", ", beyond)}]");
            }

            Fetches = select == "ALL_ATTRIBUTES" || beyond.Count > 0;
        }

        return select == "COUNT";
    }

    // Of all that may be wrong with a read, AWS counts this alone, and not of a scan.
    private AwsException Unselectable(string message) => _isQuery
        ? Refusals.Counted(Refusals.Validation(message))
        : Refusals.Validation(message);

    private static string Wanted(string select) => select == "COUNT" ? "only the Count" : select;

    private RowKey ReadStart(Item start)
    {
        HashSet<string> names = [.. Table.Schema.Attributes.Concat(Schema.Attributes).Select(static a => a.Name)];
        if (start.Count != names.Count || names.Any(name => start[name] is null)
            || Schema.Attributes.Any(attribute => start[attribute.Name]!.Type != attribute.Type))
        {
            throw Refusals.Validation(
                "The provided starting key is invalid: The provided key element does not match the schema");
        }

        var tableKey = Table.Schema.OfKey(start.Only(
            Table.Schema.Attributes.Select(static attribute => attribute.Name).ToHashSet()));
        return Index is null ? tableKey : Schema.OfIndexed(start, tableKey)!;
    }
}
