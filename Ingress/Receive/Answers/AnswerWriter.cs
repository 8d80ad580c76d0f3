using System.Diagnostics;
using System.Globalization;
using System.Net.Mime;
using System.Text;
using WebhookSystem.Verification.Greet;

namespace WebhookSystem.Ingress.Receive.Answers;

/// <summary>Turns answers into HTTP, in one place: 202, 200, or problem details (RFC 9457).</summary>
internal static class AnswerWriter
{
    private static readonly TimeSpan RetryLater = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<Refusal, Problem> Problems =
        Enum.GetValues<Refusal>().ToDictionary(reason => reason, ProblemOf);

    public static Task WriteAsync(Answer answer, HttpResponse response, CancellationToken cancellationToken)
    {
        response.Headers.CacheControl = "no-store";
        return answer switch
        {
            Answer.Accepted { Wanted: { } wanted } => WriteReplyAsync(response, wanted, cancellationToken),
            Answer.Accepted accepted => WriteAsync(
                response, StatusCodes.Status202Accepted, MediaTypeNames.Application.Json,
                Encoding.UTF8.GetBytes($"{{\"deliveryId\":\"{accepted.DeliveryId}\"}}"), cancellationToken),
            Answer.Handshake handshake => WriteReplyAsync(response, handshake.Reply, cancellationToken),
            Answer.Refused refused => WriteProblemAsync(response, refused, cancellationToken),
            _ => throw new UnreachableException(),
        };
    }

    private static Task WriteReplyAsync(HttpResponse response, Written reply, CancellationToken cancellationToken)
    {
        // The text is the sender's: nothing may take it for a page.
        response.Headers.XContentTypeOptions = "nosniff";
        foreach (var (name, value) in reply.Headers)
            response.Headers[name] = value;
        if (reply.Status == StatusCodes.Status204NoContent)
        {
            response.StatusCode = reply.Status;
            return Task.CompletedTask;
        }

        return WriteAsync(response, reply.Status, reply.Type, Encoding.UTF8.GetBytes(reply.Text), cancellationToken);
    }

    private static Task WriteProblemAsync(
        HttpResponse response, Answer.Refused refused, CancellationToken cancellationToken)
    {
        var problem = Problems[refused.Reason];
        if (problem.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            var seconds = Math.Max(1, Math.Ceiling((refused.RetryAfter ?? RetryLater).TotalSeconds));
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return WriteAsync(
            response, problem.Status, MediaTypeNames.Application.ProblemJson, problem.Body, cancellationToken);
    }

    private static Task WriteAsync(
        HttpResponse response, int status, string contentType, byte[] body, CancellationToken cancellationToken)
    {
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, cancellationToken).AsTask();
    }

    private static Problem ProblemOf(Refusal reason)
    {
        var (status, title, detail) = reason switch
        {
            Refusal.NoGreeting => (405, "Method not allowed", "Only POST is taken here."),
            Refusal.BodyTooLarge => (413, "Content too large", "The body is over this source's limit."),
            Refusal.TooManyEvents =>
                (413, "Content too large", "The request holds more events than are taken at once."),
            Refusal.BodyEncoded => (415, "Unsupported media type", "The body must not be compressed so."),
            Refusal.BodyIncomplete => (400, "Bad request", "The body did not arrive whole."),
            Refusal.BodyTooSlow => (408, "Request timeout", "The body arrived too slowly."),
            Refusal.UnknownSource or Refusal.Unverified => (401, "Unauthorized", "The request could not be verified."),
            Refusal.TooManyRequests => (429, "Too many requests", "This source's rate is used up. Try again later."),
            Refusal.Busy => (503, "Service unavailable", "Too much is arriving at once. Try again later."),
            Refusal.NoSecret => (503, "Service unavailable", "This source cannot be verified now. Try again later."),
            Refusal.NotStored => (503, "Service unavailable", "The event could not be stored. Try again later."),
        };
        return new(status, Encoding.UTF8.GetBytes(
            $$"""{"type":"about:blank","title":"{{title}}","status":{{status}},"detail":"{{detail}}"}"""));
    }

    private sealed record Problem(int Status, byte[] Body);
}
