using Amazon.DynamoDBv2;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WebhookSystem.Ingress.Enqueue;
using WebhookSystem.Processor;
using WebhookSystem.Processor.ClaimCheck;
using WebhookSystem.Processor.Deduplicate;
using WebhookSystem.Processor.Store;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Lean;

/// <summary>
/// The one place where two stages meet: what Ingress accepts is stored as the Processor stores it, within the request.
/// It saves a queue and a function, and gives up what they are for: nothing buffers an event while the table refuses.
/// </summary>
internal static class Composition
{
    extension(WebApplicationBuilder builder)
    {
        /// <summary>Puts the table where Ingress has its queue.</summary>
        public WebApplicationBuilder AddTableAsInbox()
        {
            builder.AddAwsClient<IAmazonDynamoDB>().AddWriteBatches();
            builder.Services
                .AddSingleton<Processor.ClaimCheck.IPayloads,
                    Processor.ClaimCheck.S3Payloads>().AddSingleton<BodyKeeper>()
                .AddSingleton<IEventTable, EventTable>().AddSingleton<Deduplication>().AddSingleton<EventStore>()
                .AddSingleton<ProcessorTelemetry>()
                .Replace(ServiceDescriptor.Singleton<IInbox, TableInbox>());

            // Ingress asks its queue, which is not there.
            builder.Services.Configure<HealthCheckServiceOptions>(static checks => checks.Registrations.Clear());
            builder.Services.AddHealthChecks().AddCheck<TableHealth>("table");
            return builder;
        }
    }
}
