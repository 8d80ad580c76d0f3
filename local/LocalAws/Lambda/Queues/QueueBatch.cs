using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Lambda.Functions;
using WebhookSystem.LocalAws.Lambda.Mappings;

namespace WebhookSystem.LocalAws.Lambda.Queues;

/// <summary>
/// Takes received messages through the function, and deletes what is done. What failed is left to its visibility
/// timeout, and so to the queue's redrive.
/// </summary>
internal sealed partial class QueueBatch(QueueSettings settings, Function function, IAmazonSQS sqs, ILogger logger)
{
    private const int DeleteMax = 10;

    public async Task ProcessAsync(string queueUrl, List<Message> messages, CancellationToken shutdown)
    {
        try
        {
            var records = messages.Select(message => QueueRecord.Of(message, settings.SourceArn)).ToList();
            var unwanted = records.Where(record => !IsWanted(record)).ToList();
            await DeleteAsync(queueUrl, unwanted, shutdown);
            await InvokeAsync(queueUrl, [.. records.Except(unwanted)], shutdown);
        }
        catch (OperationCanceledException) when (shutdown.IsCancellationRequested)
        {
            // The messages come back by their visibility timeout.
        }
        catch (Exception error) when (error is AmazonClientException or HttpRequestException)
        {
            Log.CannotDelete(logger, error, settings.SourceArn);
        }
    }

    private bool IsWanted(QueueRecord record)
    {
        if (settings.Filter.Patterns.Count == 0)
            return true;
        using var @event = record.ToFilterEvent();
        return settings.Filter.Matches(@event.RootElement);
    }

    /// <summary>Messages are large enough that ten need not fit one event.</summary>
    private async Task InvokeAsync(string queueUrl, List<QueueRecord> records, CancellationToken shutdown)
    {
        while (records.Count > 0)
        {
            var count = EventJson.Fitting(records, settings.BatchSize, static record => record.Json.Length);
            var batch = records[..count];
            records.RemoveRange(0, count);
            var outcome = await function.InvokeAsync(
                EventJson.Records(batch.Select(static record => record.Json)), null, shutdown);
            var verdict = BatchVerdict.Of(
                outcome, settings.ReportsFailures, batch.Select(static record => record.Message.MessageId).ToHashSet());
            var done = DoneOf(batch, verdict);
            await DeleteAsync(queueUrl, done, shutdown);
            var failed = batch.Count - done.Count;
            if (failed == 0)
                continue;

            Log.Failed(logger, settings.SourceArn, function.Name, outcome.RequestId, failed, batch.Count);

            // A later message of a group must not be done before an earlier one.
            if (settings.IsFifo)
                return;
        }
    }

    private static List<QueueRecord> DoneOf(List<QueueRecord> batch, BatchVerdict verdict) => verdict switch
    {
        BatchVerdict.Succeeded => batch,
        BatchVerdict.PartlyFailed partly => [.. batch.Where(record => !partly.Ids.Contains(record.Message.MessageId))],
        _ => [],
    };

    private async Task DeleteAsync(string queueUrl, List<QueueRecord> records, CancellationToken cancellationToken)
    {
        foreach (var some in records.Chunk(DeleteMax))
        {
            var answer = await sqs.DeleteMessageBatchAsync(
                queueUrl,
                [.. some.Select(static (record, i) =>
                    new DeleteMessageBatchRequestEntry($"{i}", record.Message.ReceiptHandle))],
                cancellationToken);
            if (answer.Failed is { Count: > 0 } failed)
                Log.NotDeleted(logger, settings.SourceArn, failed.Count, failed[0].Code);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "batch.failed",
            Message = "{Function} failed {Failed} of {Count} messages of {Source} in {RequestId}")]
        public static partial void Failed(
            ILogger logger, string source, string function, string requestId, int failed, int count);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "batch.undeleted",
            Message = "{Count} messages of {Source} could not be deleted: {Code}")]
        public static partial void NotDeleted(ILogger logger, string source, int count, string code);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "messages.undeleted",
            Message = "Messages of {Source} could not be deleted")]
        public static partial void CannotDelete(ILogger logger, Exception error, string source);
    }
}
