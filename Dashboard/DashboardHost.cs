using Amazon.S3;
using Microsoft.Extensions.Options;
using MudBlazor.Services;
using OpenTelemetry.Instrumentation.AspNetCore;
using WebhookSystem.Contracts;
using WebhookSystem.Dashboard.Api;
using WebhookSystem.Dashboard.Bodies;
using WebhookSystem.Dashboard.Components.Shell;
using WebhookSystem.Dashboard.Follow;
using WebhookSystem.Dashboard.Health;
using WebhookSystem.Dashboard.Listen;
using WebhookSystem.Dashboard.ReadModel;
using WebhookSystem.Dashboard.Telemetry;
using WebhookSystem.ServiceDefaults;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Dashboard;

/// <summary>Composes the dashboard: what it follows, what it keeps, what it answers and what it shows.</summary>
internal static class DashboardHost
{
    public static WebApplication Build(WebApplicationOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(options);
        configure?.Invoke(builder);
        builder.AddServiceDefaults(Topology.Services.Dashboard);
        builder.AddOptions();
        builder.ListenForPagesAndTelemetry();
        builder.AddReadModel();
        builder.AddFollow();
        builder.AddTelemetryReceiver();
        builder.AddProbes();
        builder.AddAwsClient<IAmazonS3>();
        builder.Services.AddSingleton<BodySource>();
        builder.Services.AddProblemDetails();
        builder.Services.AddMudServices();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();

        // Run from its build output, an app finds its style sheets only in Development unless it is told to look.
        builder.WebHost.UseStaticWebAssets();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseWhen(static context => !IsBrowsed(context), static programs => programs.UseStatusCodePages());
        app.UseSecurityHeaders();
        app.UseRequestDecompression();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapHealthOfAll();
        app.MapApi();
        app.MapTelemetryReceiver();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }

    private static bool IsBrowsed(HttpContext context) =>
        context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    private static void AddOptions(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<DashboardOptions>, DashboardOptionsValidator>();
        builder.Services.AddOptions<DashboardOptions>().BindConfiguration(DashboardOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<OtlpOptions>, OtlpOptionsValidator>();
        builder.Services.AddOptions<OtlpOptions>().BindConfiguration(OtlpOptions.Section).ValidateOnStart();

        // A parameter that is none is the caller's error, in Development too.
        builder.Services.Configure<RouteHandlerOptions>(static routes => routes.ThrowOnBadRequest = false);

        // Telemetry that arrives, pages that redraw and probes that ask must not be telemetry again.
        builder.Services.Configure<AspNetCoreTraceInstrumentationOptions>(static tracing =>
            tracing.Filter = static context => context.Request.Path.StartsWithSegments("/api"));
    }
}
