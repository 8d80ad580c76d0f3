using System.Text.Json;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Streams;

/// <summary>The API of DynamoDB Streams.</summary>
internal sealed class StreamsService(StreamCatalog streams, TimeProvider time) : IJsonService
{
    private const int RecordsMax = 1_000;

    public string TargetPrefix => "DynamoDBStreams_20120810";

    public string PermissionPrefix => "dynamodb";

    public IReadOnlyList<string> ResourceMembers { get; } = ["StreamArn"];

    public string ErrorNamespace => "com.amazonaws.dynamodb.v20120810";

    public string ContentType => "application/x-amz-json-1.0";

    public string Describe(JsonMisfit misfit) => MisfitWords.Of(misfit);

    public ValueTask InvokeAsync(
        string operation, JsonElement input, Utf8JsonWriter output, CancellationToken cancellationToken)
    {
        switch (operation)
        {
            case "ListStreams":
                StreamDescriptions.WriteList(input, output, streams.All);
                break;
            case "DescribeStream":
                StreamDescriptions.WriteOne(input, output, Find(input));
                break;
            case "GetShardIterator":
                GetShardIterator(input, output);
                break;
            case "GetRecords":
                GetRecords(input, output);
                break;
            default:
                throw AwsException.UnknownOperation("DynamoDB Streams", operation);
        }

        return ValueTask.CompletedTask;
    }

    private static string Required(JsonElement input, string member) => input.Text(member)
        ?? throw Refusals.Constraint(null, char.ToLowerInvariant(member[0]) + member[1..], "Member must not be null");

    private TableStream Find(JsonElement input) =>
        streams.Find(StreamDescriptions.RequireArn(Required(input, "StreamArn")));

    private void GetShardIterator(JsonElement input, Utf8JsonWriter output)
    {
        var stream = Find(input);
        var shard = stream.FindShard(Required(input, "ShardId"));
        var from = StartOf(input, stream, shard);

        var iterator = new ShardIterator(stream.Arn, shard.Id, from, time.GetUtcNow());
        output.WriteStartObject();
        output.WriteString("ShardIterator"u8, iterator.ToString());
        output.WriteEndObject();
    }

    private static SequenceNumber StartOf(JsonElement input, TableStream stream, Shard shard)
    {
        var type = Required(input, "ShardIteratorType");
        if (type is "TRIM_HORIZON" or "LATEST" && input.Text("SequenceNumber") is not null)
            throw Refusals.Validation($"SequenceNumber must not be given with the ShardIteratorType {type}");
        switch (type)
        {
            case "TRIM_HORIZON":
                return new(0);
            case "LATEST":
                return stream.Latest;
            case "AT_SEQUENCE_NUMBER" or "AFTER_SEQUENCE_NUMBER":
                if (!SequenceNumber.TryParse(input.Text("SequenceNumber"), out var number))
                    throw Refusals.Validation("Invalid SequenceNumber");
                if (shard.Trimmed is { } trimmed && !(trimmed < number))
                    throw ShardIterator.Trimmed();
                return type == "AT_SEQUENCE_NUMBER" ? number : number.Next;
            default:
                throw Refusals.Constraint(type, "shardIteratorType", "Member must satisfy enum value set: "
                    + "[AFTER_SEQUENCE_NUMBER, LATEST, AT_SEQUENCE_NUMBER, TRIM_HORIZON]");
        }
    }

    private void GetRecords(JsonElement input, Utf8JsonWriter output)
    {
        var limit = input.Whole("Limit") ?? RecordsMax;
        if (limit is < 1 or > RecordsMax)
        {
            throw Refusals.Constraint(limit.ToString(), "limit", limit < 1
                ? "Member must have value greater than or equal to 1"
                : "Member must have value less than or equal to 1000");
        }

        var now = time.GetUtcNow();
        var iterator = ShardIterator.Parse(Required(input, "ShardIterator"), now);
        var stream = streams.Find(iterator.StreamArn);
        var page = stream.Read(stream.FindShard(iterator.ShardId), iterator.From, (int)limit);

        output.WriteStartObject();
        output.WriteStartArray("Records"u8);
        foreach (var record in page.Records)
            record.Write(output, stream.View);
        output.WriteEndArray();
        if (page.Next is { } next)
            output.WriteString("NextShardIterator"u8, (iterator with { From = next, Issued = now }).ToString());
        output.WriteEndObject();
    }
}
