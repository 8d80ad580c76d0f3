using System.Globalization;
using System.Text.Json;
using Amazon.Lambda.SQSEvents;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.Processor.Store;

namespace WebhookSystem.Processor.Receive;

/// <summary>One inbox message's way into the table.</summary>
internal sealed partial class InboxStage(
    EventStore store, IEventTable table, IDeadLetters deadLetters, ProcessorTelemetry telemetry, TimeProvider time,
    ILogger<InboxStage> logger)
{
    private static readonly int ReceivesMax =
        Topology.Queues.All.Single(queue => queue.Name == Topology.Queues.Inbox).ReceivesMax;

    public async Task<Outcome> RunAsync(SQSEvent.SQSMessage message, CancellationToken cancellationToken)
    {
        var traceParent = TraceParentOf(message);
        using var span = telemetry.StartMessage(message.MessageId, traceParent);
        InboxMessage? inbox = null;
        try
        {
            inbox = InboxMessage.Parse(message.Body);
            var outcome = await store.StoreAsync(inbox, traceParent, cancellationToken);
            telemetry.Count(span, inbox, outcome);
            Log.Processed(logger, inbox.Source, inbox.EventId, inbox.EventType, inbox.DeliveryId, outcome);
            return outcome;
        }
        catch (JsonException fault) when (inbox is null)
        {
            Log.Unreadable(logger, message.MessageId, fault);
            return await deadLetters.MoveAsync(message, fault.Message, cancellationToken);
        }
        catch (Exception error)
        {
            ProcessorTelemetry.Fail(span, error);
            return await FailAsync(message, inbox, error, cancellationToken);
        }
    }

    /// <summary>The last time it comes, the table says why it went to the dead-letter queue.</summary>
    private async Task<Outcome> FailAsync(
        SQSEvent.SQSMessage message, InboxMessage? inbox, Exception error, CancellationToken cancellationToken)
    {
        Log.Failed(logger, error, message.MessageId, inbox?.Source);
        if (inbox is null || ReceivesOf(message) < ReceivesMax)
            return Outcome.Failed;
        var dead = new DeadEvent(
            inbox.Source, inbox.CollectionKey, inbox.EventId, inbox.EventType,
            Topology.Services.Processor, error.Message, time.GetUtcNow());
        try
        {
            await table.BuryAsync(dead, cancellationToken);
            return Outcome.Dead;
        }
        catch (Exception alsoFailed)
        {
            // The dead-letter queue gets it all the same, and the alarm on that queue is what tells.
            Log.Failed(logger, alsoFailed, message.MessageId, inbox.Source);
            return Outcome.Failed;
        }
    }

    private static int ReceivesOf(SQSEvent.SQSMessage message) =>
        message.Attributes.TryGetValue("ApproximateReceiveCount", out var text)
        && int.TryParse(text, CultureInfo.InvariantCulture, out var count) ? count : 1;

    private static string? TraceParentOf(SQSEvent.SQSMessage message) =>
        message.MessageAttributes?.GetValueOrDefault(TelemetryNames.TraceParentAttribute)?.StringValue;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, EventName = "event.stored",
            Message = "{Source} {EventId} {EventType} of delivery {DeliveryId}: {Outcome}")]
        public static partial void Processed(
            ILogger logger, string source, string eventId, string eventType, string deliveryId, Outcome outcome);

        [LoggerMessage(Level = LogLevel.Error, EventName = "inbox.unreadable",
            Message = "Message {MessageId} is no inbox message and goes to the dead-letter queue")]
        public static partial void Unreadable(ILogger logger, string messageId, Exception fault);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "inbox.failed",
            Message = "Message {MessageId} of {Source} could not be processed and will be brought again")]
        public static partial void Failed(ILogger logger, Exception error, string messageId, string? source);
    }
}
