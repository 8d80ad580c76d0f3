using Amazon.S3;
using Microsoft.Extensions.Options;
using MudBlazor.Services;
using OpenTelemetry.Instrumentation.AspNetCore;
using WebhookSystem.Contracts;
using WebhookSystem.Dashboard.Act;
using WebhookSystem.Dashboard.Admit;
using WebhookSystem.Dashboard.Answer;
using WebhookSystem.Dashboard.Consult;
using WebhookSystem.Dashboard.Fetch;
using WebhookSystem.Dashboard.Show.Parts;
using WebhookSystem.Dashboard.Show.Shell;
using WebhookSystem.Dashboard.Follow;
using WebhookSystem.Dashboard.Probe;
using WebhookSystem.Dashboard.Listen;
using WebhookSystem.Dashboard.Keep;
using WebhookSystem.Dashboard.Receive;
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
        builder.AddAdmission();
        builder.AddSourceBook();
        builder.AddActions();
        builder.AddAwsClient<IAmazonS3>();
        builder.Services.AddSingleton<StoredEvents>();
        builder.Services.AddSingleton<BodySource>();
        builder.Services.AddSingleton<DeliverySource>();
        builder.Services.AddProblemDetails();
        builder.Services.AddMudServices();
        builder.Services.AddScoped<Painting>();
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();

        // Run from its build output, an app finds its style sheets only in Development unless it is told to look.
        builder.WebHost.UseStaticWebAssets();

        var app = builder.Build();
        app.UseExceptionHandler();
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseWhen(static context => !IsBrowsed(context), static programs => programs.UseStatusCodePages());
        app.UseSecurityHeaders();
        app.UseRequestDecompression();
        app.UseRouting();
        app.UsePortsApart();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapHealthOfAll();
        app.MapDoors();
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
