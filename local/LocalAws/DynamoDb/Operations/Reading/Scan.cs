using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Reading;

internal sealed class Scan(Database database) : IOperation
{
    private const long SegmentsMax = 1_000_000;

    public string Name => "Scan";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var capacity = new ConsumedCapacity(input);
        var placeholders = new Placeholders(input, "FilterExpression", "ProjectionExpression");
        var request = new SearchRequest(database, input, placeholders, "ScanFilter");
        placeholders.RequireAllUsed();
        var (segment, total) = ReadSegment(input);
        if (request.Start is { } from && SegmentOf(from, total) != segment)
        {
            throw Refusals.Validation("The provided starting key is invalid: Invalid ExclusiveStartKey. Please use "
                + $"ExclusiveStartKey with correct Segment. TotalSegments: {total} Segment: {segment}");
        }

        var page = new SearchPage(request);
        lock (request.Table.Gate)
        {
            page.Collect(request.Rows
                .Ascending(row => SegmentOf(row, total) < segment
                    || (request.Start is { } start && row.CompareTo(start) <= 0))
                .TakeWhile(row => SegmentOf(row.Key, total) == segment));
        }

        page.Write(output, capacity);
    }

    private static long SegmentOf(RowKey key, long total) => (long)Math.BigMul(key.Hash, (ulong)total, out _);

    private static (long Segment, long Total) ReadSegment(JsonElement input)
    {
        var (segment, total) = (input.Whole("Segment"), input.Whole("TotalSegments"));
        return (segment, total) switch
        {
            (null, null) => (0, 1),
            (not null, null) => throw Refusals.Validation(
                "The TotalSegments parameter is required but was not present in the request when Segment "
                + "parameter is present"),
            (null, not null) => throw Refusals.Validation(
                "The Segment parameter is required but was not present in the request when parameter "
                + "TotalSegments is present"),
            (_, < 1 or > SegmentsMax) => throw Refusals.Constraint(total.ToString(), "totalSegments", total < 1
                ? "Member must have value greater than or equal to 1"
                : "Member must have value less than or equal to 1000000"),
            ( < 0, _) => throw Refusals.Constraint(
                segment.ToString(), "segment", "Member must have value greater than or equal to 0"),
            _ when segment >= total => throw Refusals.Validation("The Segment parameter is zero-based and must be less "
                + $"than parameter TotalSegments: Segment: {segment} is not less than TotalSegments: {total}"),
            _ => (segment.Value, total.Value),
        };
    }
}
