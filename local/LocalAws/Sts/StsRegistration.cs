using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sts;

internal static class StsRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>Adds STS.</summary>
        public void AddSts() => builder.Services.AddSingleton<IQueryService, StsService>();
    }
}
