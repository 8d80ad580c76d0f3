using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using WebhookSystem.Dashboard.Fetch;
using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Receive.Logs;
using WebhookSystem.Dashboard.Receive.Traces;

namespace WebhookSystem.Dashboard.Answer;

/// <summary>GET /api/events/{source}/{key}/{id}, and its body under /body.</summary>
internal static class EventEndpoint
{
    private const string Prefix = "/api/events/";

    extension(IEndpointRouteBuilder routes)
    {
        public void MapEvent() => routes.MapGet("/events/{**name}", AskAsync);
    }

    private static async Task<IResult> AskAsync(
        HttpContext context, Database database, SpanStore spans, LogStore logs, BodySource bodies,
        CancellationToken cancellationToken) =>
        RawPath.After(Prefix, context) switch
        {
            [var source, var key, var id] => Event(new(source, key, id), database, spans, logs),
            [var source, var key, var id, "body"] =>
                await BodyAsync(new(source, key, id), context, bodies, cancellationToken),
            _ => Missing("The address is /api/events/{source}/{key}/{id}, each part URL-encoded."),
        };

    private static Results<JsonHttpResult<EventAnswer>, ProblemHttpResult> Event(
        EventName name, Database database, SpanStore spans, LogStore logs) => database.Event(name) is not { } found
        ? Missing($"No event '{name.Id}' of the key '{name.Key}' is kept for the source '{name.Source}'.")
        : TypedResults.Json(
            found.TraceId is { } trace
                ? new EventAnswer(found, spans.Trace(trace), spans.PointingTo(trace), logs.Trace(trace))
                : new EventAnswer(found, [], [], []),
            ApiJson.Default.EventAnswer);

    /// <summary>
    /// The raw bytes as a download: whatever they claim to be, no browser is to show them on this origin.
    /// </summary>
    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> BodyAsync(
        EventName name, HttpContext context, BodySource bodies, CancellationToken cancellationToken)
    {
        var body = await bodies.FetchAsync(name, context.Request.Query["conflict"], cancellationToken);
        if (body is null)
            return Missing($"No body of the event '{name.Id}' is kept.");
        context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
        context.Response.Headers["X-Body-Content-Type"] = HeaderText(body.ContentType);
        return TypedResults.File(
            body.Bytes.ToArray(), "application/octet-stream", $"{body.Digest[..Math.Min(16, body.Digest.Length)]}.body",
            entityTag: new EntityTagHeaderValue($"\"{body.Digest}\""));
    }

    private static string HeaderText(string? text) =>
        string.Concat((text ?? "").Where(static character => character is >= ' ' and < (char)127));

    private static ProblemHttpResult Missing(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);
}
