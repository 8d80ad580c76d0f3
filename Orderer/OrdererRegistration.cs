using System.Text.Json.Serialization;
using Amazon.DynamoDBv2;
using Amazon.Lambda.Core;
using Amazon.Lambda.DynamoDBEvents;
using Amazon.Lambda.Serialization.SystemTextJson;
using Amazon.Lambda.SQSEvents;
using Amazon.SQS;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Operate;
using WebhookSystem.Orderer.Read;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Release.Send;
using WebhookSystem.Orderer.Release.Wake;
using WebhookSystem.ServiceDefaults.Aws;
using WebhookSystem.ServiceDefaults.Configure;

namespace WebhookSystem.Orderer;

internal static class OrdererRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>In the order an event passes: read, advance, send.</summary>
        public void AddOrderer(SourcesFile sources)
        {
            builder.AddAwsClient<IAmazonDynamoDB>().AddWriteBatches().AddAwsClient<IAmazonSQS>();
            builder.Services.AddSingleton<ILambdaSerializer>(new SourceGeneratorLambdaJsonSerializer<OrdererJson>());
            builder.Services.AddSingleton<QueueUrls>();
            builder.Services.AddSingleton<OrdererTelemetry>();
            builder.Services.AddSingleton<BatchReader>();
            builder.Services.AddSingleton(new SourceRules(sources.Sources));
            builder.Services.AddSingleton<IKeyTable, DynamoKeyTable>();
            builder.Services.AddSingleton<IWakeUps, SqsWakeUps>();
            builder.Services.AddSingleton<IOrderedQueue, SqsOrderedQueue>();
            builder.Services.AddSingleton(new Routes(sources.Routes));
            builder.Services.AddSingleton<RecentKeys>();
            builder.Services.AddSingleton<Rendering>();
            builder.Services.AddSingleton<Advance>();
            builder.Services.AddSingleton<Emission>();
            builder.Services.AddSingleton<ReleaseStage>();
            builder.Services.AddSingleton<Attempts>();
            builder.AddOperations();
            builder.Services.AddSingleton<OrdererFunction>();
        }

        /// <summary>What operators and schedules ask for.</summary>
        private void AddOperations()
        {
            builder.Services.AddSingleton<IEventWalk, DynamoEventWalk>();
            builder.Services.AddSingleton<ICommandLog, DynamoCommandLog>();
            builder.Services.AddSingleton<ICommands, SqsCommands>();
            builder.Services.AddSingleton<Redress>();
            builder.Services.AddSingleton<Reconciliation>();
            builder.Services.AddSingleton<Replays>();
            builder.Services.AddSingleton<CommandStage>();
        }
    }
}

[JsonSerializable(typeof(SQSEvent))]
[JsonSerializable(typeof(DynamoDBEvent))]
[JsonSerializable(typeof(List<DynamoDBEvent.DynamodbStreamRecord>))]
[JsonSerializable(typeof(SQSBatchResponse))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class OrdererJson : JsonSerializerContext;
