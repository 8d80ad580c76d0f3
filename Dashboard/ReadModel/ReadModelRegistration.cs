using WebhookSystem.Dashboard.ReadModel.Storage;

namespace WebhookSystem.Dashboard.ReadModel;

internal static class ReadModelRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        public void AddReadModel()
        {
            builder.Services.AddSingleton<Database>();
            builder.Services.AddSingleton<Changes>();
            builder.Services.AddHostedService<Expiry>();
            builder.Services.AddHostedService<BacklogLook>();
        }
    }
}
