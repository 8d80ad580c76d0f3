using System.Text.Json.Serialization;
using Amazon.DynamoDBv2;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using Amazon.S3;
using Amazon.SQS;
using WebhookSystem.Processor.ClaimCheck;
using WebhookSystem.Processor.Deduplicate;
using WebhookSystem.Processor.Receive;
using WebhookSystem.Processor.Store;
using WebhookSystem.ServiceDefaults.Aws;
using WebhookSystem.ServiceDefaults.Configure;

namespace WebhookSystem.Processor;

internal static class ProcessorRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>In the order an event passes: receive, claim check, store, deduplicate.</summary>
        public void AddProcessor()
        {
            builder.AddAwsClient<IAmazonSQS>().AddAwsClient<IAmazonS3>().AddAwsClient<IAmazonDynamoDB>()
                .AddWriteBatches();
            builder.Services.AddSingleton<ILambdaSerializer>(new SourceGeneratorLambdaJsonSerializer<ProcessorJson>());
            builder.Services.AddSingleton<QueueUrls>();
            builder.Services.AddSingleton<ProcessorTelemetry>();
            builder.Services.AddSingleton<ProcessorFunction>();
            builder.Services.AddSingleton<IDeadLetters, SqsDeadLetters>();
            builder.Services.AddSingleton<InboxStage>();
            builder.Services.AddSingleton(PayloadsBucket.Of(builder.Configuration));
            builder.Services.AddSingleton<IPayloads, S3Payloads>();
            builder.Services.AddSingleton<BodyKeeper>();
            builder.Services.AddSingleton<IEventTable, EventTable>();
            builder.Services.AddSingleton<Deduplication>();
            builder.Services.AddSingleton<EventStore>();
        }
    }
}

[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(SQSBatchResponse))]
internal sealed partial class ProcessorJson : JsonSerializerContext;
