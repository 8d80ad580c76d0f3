using System.Diagnostics;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.Ingress.Receive.Answers;
using WebhookSystem.Ingress.Receive;

namespace WebhookSystem.Ingress.Observe;

/// <summary>What is known of a request when it is answered: nothing of the sender's unless it was verified.</summary>
internal readonly record struct Receipt(
    string? Source, Answer Answer, InboxMessage? Event, long BodyBytes, TimeSpan Duration);

/// <summary>Records each request once it is answered: one count, one log line, and its span's attributes.</summary>
internal sealed partial class Receipts(IngressTelemetry telemetry, ILogger<Receipts> logger)
{
    public void Record(Receipt receipt)
    {
        var verdict = Verdicts.Of(receipt.Answer);
        telemetry.Received(receipt.Source, verdict);
        Describe(Activity.Current, receipt, verdict);
        var message = receipt.Event;
        if (receipt.Answer is Answer.Accepted { Unverified: { } unverified })
            Log.LetThrough(logger, receipt.Source, Verdicts.Of(unverified), message?.EventId);
        Log.Received(
            logger, receipt.Source, verdict, message?.EventId, message?.EventType, message?.Key, message?.DeliveryId,
            receipt.BodyBytes, receipt.Duration.TotalMilliseconds);
    }

    private static void Describe(Activity? span, Receipt receipt, string verdict)
    {
        if (span is null)
            return;
        // Some providers bring their secret there.
        span.SetTag("url.query", null);
        span.SetTag(EventTags.Verdict, verdict);
        span.SetTag(EventTags.Outcome, receipt.Answer is Answer.Accepted ? "accepted" : verdict);
        if (receipt.Source is not null)
            span.SetTag(EventTags.Source, receipt.Source);
        if (receipt.Event is { } message)
        {
            span.SetTag(EventTags.EventId, message.EventId);
            span.SetTag(EventTags.EventType, message.EventType);
            span.SetTag(EventTags.Key, message.Key);
        }
        else
        {
            // The framework wrote these down before anybody knew who is speaking.
            span.SetTag("user_agent.original", null);
        }

        // An address that leads nowhere is a stranger's text: it is counted, and not traced.
        if (receipt.Source is null)
            span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    private static partial class Log
    {
        [LoggerMessage(
            2, LogLevel.Warning, "{Source} is monitored: event {EventId} was let through, though {Reason}.",
            EventName = "webhook.let_through")]
        public static partial void LetThrough(ILogger logger, string? source, string reason, string? eventId);

        [LoggerMessage(
            1, LogLevel.Information,
            "{Source} {Verdict}: event {EventId}, type {EventType}, key {Key}, delivery {DeliveryId}, "
            + "{BodyBytes} bytes, {Milliseconds} ms",
            EventName = "webhook.received")]
        public static partial void Received(
            ILogger logger, string? source, string verdict, string? eventId, string? eventType, string? key,
            string? deliveryId, long bodyBytes, double milliseconds);
    }
}
