using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Keys;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Legacy;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Reading;

internal sealed class Query(Database database) : IOperation
{
    public string Name => "Query";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var capacity = new ConsumedCapacity(input);
        var placeholders = new Placeholders(
            input, "KeyConditionExpression", "FilterExpression", "ProjectionExpression");
        var condition = ConditionParser.Parse(
            input.Text("KeyConditionExpression"), "KeyConditionExpression", placeholders)
            ?? LegacyConditions.ReadKey(input)
            ?? throw Refusals.Validation(
                "Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.");
        var request = new SearchRequest(database, input, placeholders, "QueryFilter");
        placeholders.RequireAllUsed();
        RequireNoKeyIn(request, input);
        var key = KeyCondition.From(condition, request.Schema);
        if (request.Start is { } start)
            RequireWithin(request, key, start);

        var page = new SearchPage(request);
        lock (request.Table.Gate)
            page.Collect(input.Flag("ScanIndexForward") ?? true ? Ascending(request, key) : Descending(request, key));
        page.Write(output, capacity);
    }

    private static IEnumerable<Row> Ascending(SearchRequest request, KeyCondition key) => request.Rows
        .Ascending(row => key.Place(row) < 0 || (request.Start is not null && row.CompareTo(request.Start) <= 0))
        .TakeWhile(row => key.Place(row.Key) == 0);

    private static IEnumerable<Row> Descending(SearchRequest request, KeyCondition key) => request.Rows
        .Descending(row => key.Place(row) <= 0 && (request.Start is null || row.CompareTo(request.Start) < 0))
        .TakeWhile(row => key.Place(row.Key) == 0);

    private static void RequireWithin(SearchRequest request, KeyCondition key, RowKey start)
    {
        // There is one item at most: nothing comes after it.
        if (request.Index is null && request.Schema.Sort is null)
        {
            throw Refusals.Validation("The provided exclusive start key is invalid: ExclusiveStartKey: "
                + $"{{{request.Schema.Partition.Name}=AttributeValue: {start.Partition.Describe()}}}");
        }

        if (!start.Partition.Equals(key.Partition))
        {
            throw Refusals.Validation(
                "The provided starting key is outside query boundaries based on provided conditions");
        }

        if (key.Place(start) != 0)
            throw Refusals.Validation("The provided starting key does not match the range key predicate");
    }

    private static void RequireNoKeyIn(SearchRequest request, JsonElement input)
    {
        foreach (var path in ConditionPaths.Of(request.Filter))
        {
            if (request.Schema.Has(path.Root))
            {
                var filter = input.Member("QueryFilter") is null ? "Filter Expression" : "QueryFilter";
                throw Refusals.Validation($"{filter} can only contain non-primary key attributes: "
                    + $"Primary key attribute: {path.Root}");
            }
        }
    }
}
