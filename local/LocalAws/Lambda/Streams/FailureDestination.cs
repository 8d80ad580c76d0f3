using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using WebhookSystem.LocalAws.Lambda.Functions;
using WebhookSystem.LocalAws.Lambda.Mappings;
using WebhookSystem.LocalAws.Lambda.Queues;

namespace WebhookSystem.LocalAws.Lambda.Streams;

/// <summary>Records that no one will try again, and why.</summary>
internal sealed record GivenUpBatch(string ShardId, StreamBatch Batch, string Condition, InvocationOutcome? Last);

/// <summary>Tells the on-failure queue what was given up: where it is in the stream, not what it holds.</summary>
internal sealed partial class FailureDestination(
    StreamSettings settings, string readerArn, IAmazonSQS sqs, TimeProvider time, ILogger logger)
{
    public async Task SendAsync(GivenUpBatch givenUp, CancellationToken cancellationToken)
    {
        if (settings.FailureDestination is not { } queueArn)
            return;
        try
        {
            var url = await QueueAddress.FindAsync(sqs, queueArn, cancellationToken);
            await sqs.SendMessageAsync(url, Write(givenUp), cancellationToken);
        }
        catch (Exception error) when (error is AmazonClientException or HttpRequestException)
        {
            // As on AWS: a destination that cannot be reached does not hold up the shard.
            Log.NotSent(logger, error, queueArn, settings.SourceArn);
        }
    }

    private string Write(GivenUpBatch givenUp)
    {
        using var buffer = new MemoryStream();
        using (var output = new Utf8JsonWriter(buffer))
        {
            output.WriteStartObject();
            WriteContext(output, givenUp);
            output.WriteString("version"u8, "1.0"u8);
            output.WriteString("timestamp"u8, Text(time.GetUtcNow(), "yyyy-MM-ddTHH:mm:ss.fffZ"));
            WriteBatch(output, givenUp);
            output.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private void WriteContext(Utf8JsonWriter output, GivenUpBatch givenUp)
    {
        var isPipe = settings.Dialect == StreamDialect.Pipe;
        output.WriteStartObject(isPipe ? "context"u8 : "requestContext"u8);
        if (!isPipe && givenUp.Last is { } request)
            output.WriteString("requestId"u8, request.RequestId);
        output.WriteString(isPipe ? "partnerResourceArn"u8 : "functionArn"u8, readerArn);
        output.WriteString("condition"u8, givenUp.Condition);
        if (!isPipe)
            output.WriteNumber("approximateInvokeCount"u8, givenUp.Batch.Failures);
        output.WriteEndObject();
        if (isPipe || givenUp.Last is not { } last)
            return;

        output.WriteStartObject("responseContext"u8);
        output.WriteNumber("statusCode"u8, 200);
        output.WriteString("executedVersion"u8, "$LATEST"u8);
        if (last.IsError)
            output.WriteString("functionError"u8, InvocationOutcome.FunctionError);
        else
            output.WriteNull("functionError"u8);
        output.WriteEndObject();
    }

    private void WriteBatch(Utf8JsonWriter output, GivenUpBatch givenUp)
    {
        const string Seconds = "yyyy-MM-ddTHH:mm:ssZ";
        var (first, last) = (givenUp.Batch.Items[0], givenUp.Batch.Items[^1]);
        output.WriteStartObject("DDBStreamBatchInfo"u8);
        output.WriteString("shardId"u8, givenUp.ShardId);
        output.WriteString("startSequenceNumber"u8, first.SequenceNumber);
        output.WriteString("endSequenceNumber"u8, last.SequenceNumber);
        output.WriteString("approximateArrivalOfFirstRecord"u8, Text(first.Arrival, Seconds));
        output.WriteString("approximateArrivalOfLastRecord"u8, Text(last.Arrival, Seconds));
        output.WriteNumber("batchSize"u8, givenUp.Batch.Items.Count);
        output.WriteString("streamArn"u8, settings.SourceArn);
        output.WriteEndObject();
    }

    private static string Text(DateTimeOffset time, string format) =>
        time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, EventName = "destination.unreachable",
            Message = "{Queue} could not be told what of {Source} was given up")]
        public static partial void NotSent(ILogger logger, Exception error, string queue, string source);
    }
}
