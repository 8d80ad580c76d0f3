using System.Diagnostics;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.S3;
using Amazon.SecretsManager;
using Amazon.SQS;
using WebhookSystem.Contracts;
using WebhookSystem.Ingress.Enqueue;
using WebhookSystem.Ingress.Extract;
using WebhookSystem.Ingress.Observe;
using WebhookSystem.Ingress.Receive.Bodies;
using WebhookSystem.Ingress.Receive.Rates;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Ingress.Verify;
using WebhookSystem.ServiceDefaults;
using WebhookSystem.ServiceDefaults.Aws;
using WebhookSystem.ServiceDefaults.Configure;
using WebhookSystem.ServiceDefaults.Functions;
using WebhookSystem.ServiceDefaults.Health;

namespace WebhookSystem.Ingress;

/// <summary>Puts the room together, in the order in which a request goes through it.</summary>
internal static partial class Composition
{
    extension(WebApplicationBuilder builder)
    {
        public WebApplicationBuilder AddIngress()
        {
            var sources = new KnownSources(builder.Configuration.LoadSources());
            builder.AddServiceDefaults(Topology.Services.Ingress);
            builder.AddServer(sources);
            builder.AddAwsClient<IAmazonSecretsManager>().AddAwsClient<IAmazonS3>().AddAwsClient<IAmazonSQS>();
            builder.Services
                .AddSingleton(sources)
                .AddSingleton(new BodyMemory(BodyMemory.DefaultBytesMax))
                .AddSingleton(new CertificateTrust([]))
                .AddSingleton(static services => new PublishedKeys(
                    new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }),
                    services.GetRequiredService<CertificateTrust>(), services.GetRequiredService<TimeProvider>(),
                    services.GetRequiredService<ILogger<PublishedKeys>>()))
                .AddSingleton<ISecretStore, SecretsManagerStore>().AddSingleton<Authenticity>()
                .AddSingleton<SourceRates>()
                .AddSingleton<NewDeliveryId>(static receivedAt => Guid.CreateVersion7(receivedAt).ToString())
                .AddSingleton(PayloadsBucket.Of(builder.Configuration)).AddSingleton<IPayloads, S3Payloads>()
                .AddSingleton<QueueUrls>().AddSingleton<IInbox, SqsInbox>().AddSingleton<Enqueuer>()
                .AddSingleton<IngressTelemetry>().AddSingleton<SecretUses>().AddSingleton<Receipts>()
                .AddSingleton<Reception>()
                .AddSingleton<Guard>().AddHostedService(static services => services.GetRequiredService<Guard>())
                .AddHealthChecks().AddCheck<InboxHealth>("inbox");
            return builder;
        }

        private void AddServer(KnownSources sources)
        {
            builder.Services.AddAWSLambdaHosting(
                LambdaEventSource.HttpApi, new SourceGeneratorLambdaJsonSerializer<HttpApiJson>(),
                static options => options.PostMarshallRequestFeature = HttpApiHeaders.Restore);
            builder.FlushEachInvocation();
            builder.Services.AddSingleton<DistributedContextPropagator, StrangersTraces>();
            builder.WebHost.ConfigureKestrel(kestrel =>
            {
                kestrel.AddServerHeader = false;
                kestrel.Limits.MaxRequestBodySize = sources.BodyBytesMax;
                kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 1024, gracePeriod: TimeSpan.FromSeconds(5));
            });
        }
    }

    extension(WebApplication app)
    {
        public WebApplication MapIngress()
        {
            var sources = app.Services.GetRequiredService<KnownSources>();
            foreach (var source in sources.Monitored)
                Log.Monitored(app.Logger, source);
            foreach (var source in sources.UnsignedKeys)
                Log.UnsignedKey(app.Logger, source);
            app.MapReceive();
            Guard.Open(app.MapHealth(), "says how the room is, whatever is asked");
            app.Services.GetRequiredService<Guard>().Watch(app);
            return app;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Warning,
            "{Source} is monitored: what cannot be verified is LET THROUGH, so that anybody can send events as it. "
            + "Take \"verification\": \"monitor\" out once its signatures hold.",
            EventName = "source.monitored")]
        public static partial void Monitored(ILogger logger, string source);

        [LoggerMessage(
            2, LogLevel.Warning,
            "{Source} takes its key from where nothing is signed: who captured a request can SEND IT AGAIN UNDER "
            + "ANOTHER KEY, as a new event. Take \"unsignedKey\": \"accept\" out once its key stands in what is "
            + "signed.",
            EventName = "source.unsigned_key")]
        public static partial void UnsignedKey(ILogger logger, string source);
    }
}
