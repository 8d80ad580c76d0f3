using WebhookSystem.Contracts.Events;
using WebhookSystem.Ingress.Enqueue;
using WebhookSystem.Ingress.Extract;
using WebhookSystem.Ingress.Observe;
using WebhookSystem.Ingress.Receive.Answers;
using WebhookSystem.Ingress.Receive.Bodies;
using WebhookSystem.Ingress.Receive.Rates;
using WebhookSystem.Ingress.Verify;
using WebhookSystem.ServiceDefaults.Aws;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Greet;

namespace WebhookSystem.Ingress.Receive;

/// <summary>Takes one request from its first byte to its answer. Nothing of it is read before it is verified.</summary>
internal sealed partial class Reception(
    KnownSources sources, BodyMemory memory, Authenticity authenticity, SourceRates rates, Enqueuer enqueuer,
    Receipts receipts, NewDeliveryId newDeliveryId, TimeProvider time, ILogger<Reception> logger)
{
    // Made once: whoever floods us with forgeries gets no memory for it, and no clock tells one from the other.
    private static readonly Answer RefusedAsUnknown = new Answer.Refused(Refusal.UnknownSource);
    private static readonly Dictionary<Verdict, Answer> RefusedBy = Enum.GetValues<Verdict>().ToDictionary(
        verdict => verdict, verdict => (Answer)new Answer.Refused(ReasonOf(verdict), verdict));

    public async ValueTask<Answer> ReceiveAsync(
        string sourceName, HttpRequest request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var source = sources.Find(sourceName);
        using var body = new RawBody(memory);
        var (answer, message) = await ReceiveAsync(
            source ?? KnownSources.Stranger, request, body, cancellationToken);
        receipts.Record(new(source?.Name, answer, message, body.Bytes.Length, time.GetElapsedTime(started)));
        return answer;
    }

    /// <summary>Answers a request by another method than POST, if it is one that the source's provider sends.</summary>
    public async ValueTask<Answer> GreetAsync(
        string sourceName, HttpRequest request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var source = sources.Find(sourceName);
        var answer = source is null ? null : await GreetAsync(source, request, default, cancellationToken);
        answer ??= new Answer.Refused(Refusal.NoGreeting);
        var known = answer is Answer.Handshake ? source!.Name : null;
        receipts.Record(new(known, answer, null, 0, time.GetElapsedTime(started)));
        return answer;
    }

    private async ValueTask<Answer?> GreetAsync(
        KnownSource source, HttpRequest request, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (source.Scheme.Greetings.Length == 0)
            return null;
        var keys = await authenticity.KeysAsync(source, time.GetUtcNow(), cancellationToken);
        var unsigned = new SignedRequest<RequestHeaders>(new(request.Headers), body, source.AddressOf(request));
        return ReplyWriter.Greet(source.Scheme, unsigned, keys) is { } reply ? new Answer.Handshake(reply) : null;
    }

    private async ValueTask<(Answer Answer, InboxMessage? Event)> ReceiveAsync(
        KnownSource source, HttpRequest request, RawBody body, CancellationToken cancellationToken)
    {
        var receivedAt = time.GetUtcNow();
        if (await BodyReader.ReadAsync(request, source.Configuration, body, cancellationToken) is { } refusal)
            return (new Answer.Refused(refusal), null);

        var signed = new SignedRequest<RequestHeaders>(
            new(request.Headers), body.Bytes, source.NeedsAddress ? source.AddressOf(request) : default);
        var (verdict, admitted) = await authenticity.JudgeAsync(source, signed, receivedAt, cancellationToken);
        if (verdict != Verdict.Genuine
            && await GreetAsync(source, request, body.Bytes, cancellationToken) is { } greeting)
            return (greeting, null);
        if (ReferenceEquals(source, KnownSources.Stranger))
            return (RefusedAsUnknown, null);
        if (admitted is null)
            return (RefusedBy[verdict], null);
        if (!rates.TryTake(source.Configuration, out var retryAfter))
            return (new Answer.Refused(Refusal.TooManyRequests, RetryAfter: retryAfter), null);
        if (admitted.Events.Count > Batch.EventsMax)
            return (new Answer.Refused(Refusal.TooManyEvents), null);

        if (EventReader.HandshakeIn(source, admitted) is { } handshake
            && await WriteAsync(source, handshake.Reply, request, signed, cancellationToken) is { } proof)
            return (new Answer.Handshake(proof), null);
        var arrival = new Arrival(receivedAt, newDeliveryId(receivedAt));
        var (answer, first) = await EnqueueAsync(source, admitted, arrival);
        var isParticular = answer is Answer.Accepted && source.Scheme.Accepted is not null;
        return isParticular
            && await WriteAsync(source, source.Scheme.Accepted!, request, signed, cancellationToken) is { } wanted
            ? ((Answer.Accepted)answer with { Wanted = wanted }, first)
            : (answer, first);
    }

    private async ValueTask<Written?> WriteAsync(
        KnownSource source, Reply reply, HttpRequest request, SignedRequest<RequestHeaders> signed,
        CancellationToken cancellationToken) =>
        await authenticity.KeysAsync(source, time.GetUtcNow(), cancellationToken) is [var key, ..]
            ? ReplyWriter.Write(reply, signed with { Address = source.AddressOf(request) }, key)
            : null;

    /// <summary>All of a request's events or, to its sender, none: one that is sent again is known again.</summary>
    private async ValueTask<(Answer Answer, InboxMessage? First)> EnqueueAsync(
        KnownSource source, Admitted<RequestHeaders> admitted, Arrival arrival)
    {
        InboxMessage? first = null;
        try
        {
            var sending = new Task[admitted.Events.Count];
            for (var at = 0; at < sending.Length; at++)
            {
                var one = AdmittedEvent.Of(source, admitted, at, arrival);
                first ??= one.Message;
                sending[at] = enqueuer.EnqueueAsync(one);
            }

            await Task.WhenAll(sending);
            return (new Answer.Accepted(admitted, arrival.DeliveryId), first);
        }
        catch (Exception outage) when (outage.IsAwsOutage)
        {
            Log.NotStored(logger, outage, source.Name, first?.EventId);
            return (new Answer.Refused(Refusal.NotStored), first);
        }
    }

    private static Refusal ReasonOf(Verdict verdict) =>
        verdict == Verdict.NoSecret ? Refusal.NoSecret : Refusal.Unverified;

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Error, "Event {EventId} of {Source} could not be stored; its sender is told to send it again.",
            EventName = "webhook.not_stored")]
        public static partial void NotStored(ILogger logger, Exception exception, string source, string? eventId);
    }
}
