using System.Diagnostics;
using System.Text.Json.Nodes;
using Amazon.DynamoDBStreams.Model;
using Amazon.SQS.Model;
using Record = Amazon.DynamoDBStreams.Model.Record;

namespace WebhookSystem.Infrastructure.Tests.Run;

/// <summary>What Lambda's pollers hand to a function, made of what they would have read.</summary>
internal static class EventShapes
{
    public static JsonObject OfQueue(string queue, IEnumerable<Message> messages) => new()
    {
        ["Records"] = new JsonArray([.. messages.Select(message => (JsonNode)new JsonObject
        {
            ["messageId"] = message.MessageId,
            ["receiptHandle"] = message.ReceiptHandle,
            ["body"] = message.Body,
            ["attributes"] = new JsonObject(message.Attributes.Select(
                attribute => KeyValuePair.Create(attribute.Key, (JsonNode?)attribute.Value))),
            ["messageAttributes"] = new JsonObject((message.MessageAttributes ?? []).Select(
                attribute => KeyValuePair.Create(attribute.Key, (JsonNode?)new JsonObject
                {
                    ["stringValue"] = attribute.Value.StringValue,
                    ["stringListValues"] = new JsonArray(),
                    ["binaryListValues"] = new JsonArray(),
                    ["dataType"] = attribute.Value.DataType,
                }))),
            ["md5OfBody"] = message.MD5OfBody,
            ["eventSource"] = "aws:sqs",
            ["eventSourceARN"] = $"arn:aws:sqs:us-east-1:000000000000:{queue}",
            ["awsRegion"] = "us-east-1",
        })]),
    };

    public static JsonObject OfStream(string stream, IEnumerable<Record> records) => new()
    {
        ["Records"] = new JsonArray([.. records.Select(record => (JsonNode)new JsonObject
        {
            ["eventID"] = record.EventID,
            ["eventName"] = record.EventName.Value,
            ["eventVersion"] = "1.1",
            ["eventSource"] = "aws:dynamodb",
            ["awsRegion"] = "us-east-1",
            ["dynamodb"] = new JsonObject
            {
                // As the stream tells it: seconds since 1970.
                ["ApproximateCreationDateTime"] = new DateTimeOffset(
                    record.Dynamodb.ApproximateCreationDateTime!.Value.ToUniversalTime()).ToUnixTimeSeconds(),
                ["Keys"] = Image(record.Dynamodb.Keys),
                ["NewImage"] = Image(record.Dynamodb.NewImage),
                ["SequenceNumber"] = record.Dynamodb.SequenceNumber,
                ["SizeBytes"] = record.Dynamodb.SizeBytes,
                ["StreamViewType"] = "NEW_IMAGE",
            },
            ["eventSourceARN"] = stream,
        })]),
    };

    /// <summary>Texts, numbers and bytes, of which our items are made.</summary>
    private static JsonObject Image(Dictionary<string, AttributeValue> attributes) => new(attributes.Select(
        attribute => KeyValuePair.Create(attribute.Key, (JsonNode?)(attribute.Value switch
        {
            { S: { } text } => new JsonObject { ["S"] = text },
            { N: { } number } => new JsonObject { ["N"] = number },
            { B: { } bytes } => new JsonObject { ["B"] = Convert.ToBase64String(bytes.ToArray()) },
            _ => throw new UnreachableException(attribute.Key),
        }))));
}
