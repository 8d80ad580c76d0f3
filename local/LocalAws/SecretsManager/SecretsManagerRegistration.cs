using WebhookSystem.LocalAws.SecretsManager.Secrets;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.SecretsManager;

internal static class SecretsManagerRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        public void AddSecretsManager()
        {
            builder.Services.AddSingleton<SecretStore>();
            builder.Services.AddSingleton<IJsonService, SecretsManagerService>();
        }
    }
}
