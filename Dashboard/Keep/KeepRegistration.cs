using WebhookSystem.Dashboard.Keep.Storage;

namespace WebhookSystem.Dashboard.Keep;

internal static class KeepRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        public void AddReadModel()
        {
            builder.Services.AddSingleton<Database>();
            builder.Services.AddSingleton<Changes>();
            builder.Services.AddSingleton<Snapshots>();
            builder.Services.AddHostedService<LedgerMetrics>();
            builder.Services.AddHostedService<Expiry>();
            builder.Services.AddHostedService<BacklogLook>();
        }
    }
}
