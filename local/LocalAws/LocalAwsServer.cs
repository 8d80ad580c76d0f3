using WebhookSystem.LocalAws.DynamoDb;
using WebhookSystem.LocalAws.Faults;
using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Lambda;
using WebhookSystem.LocalAws.Lambda.Api;
using WebhookSystem.LocalAws.Ledger;
using WebhookSystem.LocalAws.S3;
using WebhookSystem.LocalAws.SecretsManager;
using WebhookSystem.LocalAws.Sqs;
using WebhookSystem.LocalAws.Sts;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws;

/// <summary>
/// Composes the server: one port, the JSON-protocol services by X-Amz-Target, the REST services by path.
/// </summary>
internal static class LocalAwsServer
{
    /// <param name="args">Command line: <c>--port N</c> (default 4566, 0 for a free one),
    /// <c>--data DIR</c> to keep everything, any configuration key.</param>
    /// <param name="configure">Replaces services before the server is built; tests use it for the clock.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder([.. args.Select(WithValue)]);
        builder.ListenOnLoopback();

        // Every call of an SDK is one request: four lines each would hide everything else. A configured level overrules
        // it.
        builder.Services.Configure<LoggerFilterOptions>(static options =>
            options.Rules.Insert(0, new(providerName: null, "Microsoft.AspNetCore", LogLevel.Warning, filter: null)));
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<Doorbell>();
        builder.Services.AddSingleton<JsonProtocol>();
        builder.Services.AddSingleton<InProcessHandler>();
        builder.Services.AddSingleton<QueryProtocol>();
        builder.Services.AddSingleton<CallLedger>();
        builder.Services.AddSingleton<FaultPlan>();
        builder.AddKeep();
        builder.AddDynamoDb();
        builder.AddSqs();
        builder.AddSts();
        builder.AddS3();
        builder.AddSecretsManager();
        builder.AddLambda();

        configure?.Invoke(builder);

        var app = builder.Build().Recover();
        app.UseLedger();
        app.MapLedger();
        app.MapGet("/_local/health", () => TypedResults.Ok());
        app.MapLambda();
        app.MapFallback("{*path}", static (HttpContext context, JsonProtocol json, QueryProtocol query, S3Service s3) =>
            JsonProtocol.Speaks(context) ? json.HandleAsync(context)
            : QueryProtocol.Speaks(context) ? query.HandleAsync(context)
            : RestErrors.IsElsewhere(context) ? RestErrors.RefuseAsync(context)
            : s3.HandleAsync(context));
        return app;
    }

    // Where an option stands for itself, configuration would take the next one for its value.
    private static string WithValue(string argument) =>
        argument == "--" + LedgerEndpoints.ResetEnabled ? argument + "=true" : argument;
}
