using Amazon.SecretsManager;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Dashboard.Consult;

internal static class ConsultRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        public void AddSourceBook()
        {
            builder.AddAwsClient<IAmazonSecretsManager>();
            builder.Services.AddHttpClient(TestEvent.Client, static client => client.Timeout = TestEvent.Timeout);
            builder.Services.AddSingleton<SourceBook>();
            builder.Services.AddSingleton<SecretShelf>();
            builder.Services.AddSingleton<IngressAddress>();
            builder.Services.AddSingleton<TestEvent>();
        }
    }
}
