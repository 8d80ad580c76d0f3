using Microsoft.AspNetCore.Http.HttpResults;
using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Answer;

/// <summary>GET /api/counts, GET /api/traffic, GET /api/rejected, GET /api/actions and
/// GET /api/events.</summary>
internal static class EventsEndpoint
{
    private static readonly string FilterNames =
        string.Join(
            ", ", Enum.GetNames<EventFilter>().Select(static name => char.ToLowerInvariant(name[0]) + name[1..]));

    private const double MinutesDefault = 15;

    extension(IEndpointRouteBuilder routes)
    {
        public void MapEvents()
        {
            routes.MapGet("/counts", static (Database database) =>
                TypedResults.Json(database.Counts(), ApiJson.Default.AllCounts));
            routes.MapGet("/traffic", AskTraffic);
            routes.MapGet("/rejected", static (string? source, string? verdict, long? before, Database database) =>
                TypedResults.Json(
                    new RefusedQuery(source, verdict, before).Ask(database), ApiJson.Default.Refusals));
            routes.MapGet("/actions", static (Database database) =>
                TypedResults.Json(database.Commands(), ApiJson.Default.CommandPage));
            routes.MapGet("/events", Ask);
        }
    }

    private static Results<JsonHttpResult<Traffic>, ProblemHttpResult> AskTraffic(
        string? source, double? minutes, Database database, TimeProvider time)
    {
        var span = TimeSpan.FromMinutes(Math.Clamp(minutes ?? MinutesDefault, 0, int.MaxValue));
        return span >= TrafficQuery.Step && span <= TrafficQuery.SpanMax
            ? TypedResults.Json(
                new TrafficQuery(source, span).Ask(database, time.GetUtcNow()), ApiJson.Default.Traffic)
            : Refused($"'minutes' is from 1 to {TrafficQuery.SpanMax.TotalMinutes:0}.");
    }

    private static Results<JsonHttpResult<EventPage>, ProblemHttpResult> Ask(
        [AsParameters] EventsParameters asked, Database database)
    {
        EventFilter? state = null;
        if (!string.IsNullOrEmpty(asked.State))
        {
            if (!Enum.TryParse<EventFilter>(asked.State, ignoreCase: true, out var named)
                || char.IsDigit(asked.State[0]))
                return Refused($"'state' is one of {FilterNames}.");
            state = named;
        }

        var limit = asked.Limit ?? EventsQuery.LimitDefault;
        if (limit is < 1 or > EventsQuery.LimitMax)
            return Refused($"'limit' is from 1 to {EventsQuery.LimitMax}.");
        var query = new EventsQuery
        {
            Source = asked.Source,
            Key = asked.Key,
            State = state,
            Type = asked.Type,
            Text = asked.Text,
            From = asked.From,
            To = asked.To,
            Limit = limit,
            Cursor = asked.Cursor,
        };
        if (query.IsTextTooShort)
            return Refused($"'text' has at least {EventsQuery.TextCharactersMin} characters.");
        return query.HasValidCursor
            ? TypedResults.Json(query.Ask(database), ApiJson.Default.EventPage)
            : Refused("'cursor' is the 'next' of a page before.");
    }

    private static ProblemHttpResult Refused(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status400BadRequest);
}

/// <summary>The query of GET /api/events.</summary>
internal sealed record EventsParameters(
    string? Source, string? Key, string? State, string? Type, string? Text, DateTimeOffset? From, DateTimeOffset? To,
    int? Limit, string? Cursor);
