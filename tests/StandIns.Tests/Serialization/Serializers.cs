using System.Text;
using System.Text.Json.Serialization;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;

namespace WebhookSystem.StandIns.Tests.Serialization;

public sealed class Serializers
{
    public static TheoryData<ILambdaSerializer> OfQueues =>
        [new DefaultLambdaJsonSerializer(), new SourceGeneratorLambdaJsonSerializer<QueueJson>()];

    public static TheoryData<ILambdaSerializer> OfStreams =>
        [new DefaultLambdaJsonSerializer(), new SourceGeneratorLambdaJsonSerializer<StreamJson>()];

    [Theory]
    [MemberData(nameof(OfQueues))]
    public void A_queue_s_batch_is_read_as_AWS_sends_it(ILambdaSerializer serializer)
    {
        var message = Read<SQSEvent>(serializer, """
            {"Records":[{"messageId":"m-1","receiptHandle":"r","body":"{}","attributes":{"ApproximateReceiveCount":"2"},
            "messageAttributes":{"blob":{"binaryValue":"AQI=","stringListValues":[],"binaryListValues":[],
            "dataType":"Binary"}},
            "md5OfBody":"99914b932bd37a50b983c5e7c90ae93b","eventSource":"aws:sqs",
            "eventSourceARN":"arn:aws:sqs:us-east-1:0:q",
            "awsRegion":"us-east-1"}]}
            """).Records.Single();

        Assert.Equal("m-1", message.MessageId);
        Assert.Equal("2", message.Attributes["ApproximateReceiveCount"]);
        Assert.Equal([1, 2], message.MessageAttributes["blob"].BinaryValue.ToArray());
        Assert.Equal("99914b932bd37a50b983c5e7c90ae93b", message.Md5OfBody);
        Assert.Equal("arn:aws:sqs:us-east-1:0:q", message.EventSourceArn);
    }

    [Theory]
    [MemberData(nameof(OfStreams))]
    public void A_stream_s_batch_is_read_with_its_time_in_seconds(ILambdaSerializer serializer)
    {
        var record = Read<DynamoDBEvent>(serializer, """
            {"Records":[{"eventID":"e","eventName":"INSERT","dynamodb":{"ApproximateCreationDateTime":1700000000.0,
            "Keys":{"pk":{"S":"a"}},"NewImage":{"n":{"N":"1"},"l":{"L":[{"NULL":true}]},"b":{"B":"AQI="}},
            "SequenceNumber":"100000000000000000001","SizeBytes":9,"StreamViewType":"NEW_IMAGE"}}]}
            """).Records.Single();

        Assert.Equal(
            new DateTime(2023, 11, 14, 22, 13, 20, DateTimeKind.Utc), record.Dynamodb.ApproximateCreationDateTime);
        Assert.Equal("a", record.Dynamodb.Keys["pk"].S);
        Assert.True(record.Dynamodb.NewImage["l"].L.Single().NULL);
        Assert.Equal([1, 2], record.Dynamodb.NewImage["b"].B.ToArray());
    }

    [Theory]
    [MemberData(nameof(OfQueues))]
    public void A_queue_s_partial_failures_are_written_in_the_words_Lambda_reads(ILambdaSerializer serializer) =>
        Assert.Equal(
        """{"batchItemFailures":[{"itemIdentifier":"m-1"}]}""",
        Write(serializer, new SQSBatchResponse([new() { ItemIdentifier = "m-1" }])));

    [Theory]
    [MemberData(nameof(OfStreams))]
    public void A_stream_s_partial_failures_are_written_in_the_words_Lambda_reads(ILambdaSerializer serializer) =>
        Assert.Equal(
        """{"batchItemFailures":[{"itemIdentifier":"7"}]}""",
        Write(serializer, new StreamsEventResponse { BatchItemFailures = [new() { ItemIdentifier = "7" }] }));

    [Fact]
    public void Bytes_are_written_as_numbers_and_nulls_not_at_all() => Assert.Equal(
        """{"Bytes":[1,255]}""", Write(
            new DefaultLambdaJsonSerializer(), new { Bytes = new byte[] { 1, 255 }, None = (string?)null }));

    [Fact]
    public void A_type_that_the_context_does_not_name_is_an_error_that_names_it() => Assert.Contains(
        "System.Version",
        Assert.Throws<JsonSerializerException>(
            () => Read<Version>(new SourceGeneratorLambdaJsonSerializer<QueueJson>(), "{}"))
            .Message);

    private static T Read<T>(ILambdaSerializer serializer, string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return serializer.Deserialize<T>(stream);
    }

    private static string Write<T>(ILambdaSerializer serializer, T value)
    {
        using var stream = new MemoryStream();
        serializer.Serialize(value, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}

[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
public sealed partial class QueueJson : JsonSerializerContext;

[JsonSerializable(typeof(DynamoDBEvent))]
[JsonSerializable(typeof(StreamsEventResponse))]
public sealed partial class StreamJson : JsonSerializerContext;
