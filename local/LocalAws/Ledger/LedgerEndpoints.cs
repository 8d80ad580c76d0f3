using System.Text.Json;
using WebhookSystem.LocalAws.Keep;

namespace WebhookSystem.LocalAws.Ledger;

/// <summary>Enters every call, shows the ledger, and lets everything be forgotten where that is enabled.</summary>
internal static class LedgerEndpoints
{
    public const string ResetEnabled = "reset-enabled";

    extension(WebApplication app)
    {
        public void UseLedger() => app.Use(static (context, next) =>
            context.RequestServices.GetRequiredService<CallLedger>().EnterAsync(context, next));

        public void MapLedger()
        {
            app.MapGet("/_local/ledger", static async (HttpContext context, CallLedger ledger) =>
            {
                context.Response.ContentType = "application/json";
                await using var output = new Utf8JsonWriter(context.Response.BodyWriter);
                ledger.Write(output);
            });
            app.MapPost("/_local/reset", ResetAsync);
        }
    }

    private static async Task<IResult> ResetAsync(
        IConfiguration configuration, CallLedger ledger, IEnumerable<IKept> services, Journal journal,
        CancellationToken cancellationToken)
    {
        if (!configuration.GetValue<bool>(ResetEnabled))
            return TypedResults.Text($"Start LocalAws with --{ResetEnabled} for this.\n", statusCode: 403);
        foreach (var service in services)
            await service.ResetAsync(cancellationToken);
        await journal.SettleAsync(cancellationToken);
        ledger.Clear();
        return TypedResults.NoContent();
    }
}
