using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.SecretsManager.Kept;
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
            builder.Services.AddSingleton<IKept, KeptSecrets>();
            builder.Services.AddSingleton<IJsonService, SecretsManagerService>();
        }
    }
}
