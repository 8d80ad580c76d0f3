using Microsoft.AspNetCore.Http.HttpResults;
using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Keep.Storage;

namespace WebhookSystem.Dashboard.Answer;

/// <summary>GET /api/keys/{source}/{key}.</summary>
internal static class KeyEndpoint
{
    private const string Prefix = "/api/keys/";

    extension(IEndpointRouteBuilder routes)
    {
        public void MapKey() => routes.MapGet("/keys/{**name}", Ask);
    }

    private static IResult Ask(HttpContext context, Database database) => RawPath.After(Prefix, context) switch
    {
        [var source, var key] when database.Key(source, key) is { } found =>
            TypedResults.Json(found, ApiJson.Default.KeyDetail),
        [var source, var key] => Missing($"Nothing is known of the key '{key}' of the source '{source}'."),
        _ => Missing("The address is /api/keys/{source}/{key}, each part URL-encoded."),
    };

    private static ProblemHttpResult Missing(string detail) =>
        TypedResults.Problem(detail, statusCode: StatusCodes.Status404NotFound);
}
