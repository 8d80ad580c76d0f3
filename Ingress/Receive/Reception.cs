using WebhookSystem.Contracts.Events;
using WebhookSystem.Ingress.Enqueue;
using WebhookSystem.Ingress.Extract;
using WebhookSystem.Ingress.Observe;
using WebhookSystem.Ingress.Verify;
using WebhookSystem.ServiceDefaults.Aws;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Receive;

/// <summary>Takes one request from its first byte to its answer. Nothing of it is read before it is verified.</summary>
internal sealed partial class Reception(
    KnownSources sources, BodyMemory memory, Authenticity authenticity, SourceRates rates, Enqueuer enqueuer,
    Receipts receipts, NewDeliveryId newDeliveryId, TimeProvider time, ILogger<Reception> logger)
{
    public async Task<Answer> ReceiveAsync(string sourceName, HttpRequest request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var source = sources.Find(sourceName);
        using var body = new RawBody(memory);
        var (answer, message) = source is null
            ? (new Answer.Refused(Refusal.UnknownSource), null)
            : await ReceiveAsync(source, request, body, cancellationToken);
        receipts.Record(new(source?.Name, answer, message, body.Bytes.Length, time.GetElapsedTime(started)));
        return answer;
    }

    private async Task<(Answer Answer, InboxMessage? Event)> ReceiveAsync(
        KnownSource source, HttpRequest request, RawBody body, CancellationToken cancellationToken)
    {
        var receivedAt = time.GetUtcNow();
        var bytesMax = source.Configuration.BodyBytesMax;
        if (await BodyReader.ReadAsync(request, bytesMax, body, cancellationToken) is { } refusal)
            return (new Answer.Refused(refusal), null);

        var signed = new SignedRequest<RequestHeaders>(
            new(request.Headers), body.Bytes, source.Scheme.SignsUrl ? source.AddressOf(request) : default);
        var verdict = await authenticity.VerifyAsync(source, signed, receivedAt, cancellationToken);
        if (verdict != Verdict.Genuine)
            return (new Answer.Refused(ReasonOf(verdict), verdict), null);
        if (!rates.TryTake(source.Configuration, out var retryAfter))
            return (new Answer.Refused(Refusal.TooManyRequests, RetryAfter: retryAfter), null);

        var reading = EventReader.Read(source, signed, new(receivedAt, newDeliveryId(receivedAt)));
        return reading.Handshake is { } proof
            ? (new Answer.Handshake(proof), null)
            : (await EnqueueAsync(reading.Event, body.Bytes), reading.Event);
    }

    private async Task<Answer> EnqueueAsync(InboxMessage message, ReadOnlyMemory<byte> body)
    {
        try
        {
            await enqueuer.EnqueueAsync(message, body);
            return new Answer.Accepted(message.DeliveryId);
        }
        catch (Exception outage) when (outage.IsAwsOutage)
        {
            Log.NotStored(logger, outage, message.Source, message.EventId);
            return new Answer.Refused(Refusal.NotStored);
        }
    }

    private static Refusal ReasonOf(Verdict verdict) =>
        verdict == Verdict.NoSecret ? Refusal.NoSecret : Refusal.Unverified;

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Error, "Event {EventId} of {Source} could not be stored; its sender is told to send it again.",
            EventName = "webhook.not_stored")]
        public static partial void NotStored(ILogger logger, Exception exception, string source, string eventId);
    }
}
