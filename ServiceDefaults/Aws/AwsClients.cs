using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace WebhookSystem.ServiceDefaults.Aws;

/// <summary>
/// Clients of AWS by its standard configuration alone: AWS_ENDPOINT_URL, region and credential chain from the
/// environment, the profile or the configuration's section <c>AWS</c>.
/// </summary>
public static class AwsClients
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>Adds the client of one service, once, e.g. <c>AddAwsClient&lt;IAmazonSQS&gt;()</c>.</summary>
        public IHostApplicationBuilder AddAwsClient<TClient>()
            where TClient : IAmazonService
        {
            NoSpansOfTheSdk.Register();
            builder.Services.TryAddAWSService<TClient>(static (config, _) => ReachBucketsByPath(config));
            return builder;
        }

        /// <summary>
        /// Adds what lets writes of the table go together; <c>Table:Statements=false</c> takes it out.
        /// </summary>
        public IHostApplicationBuilder AddWriteBatches()
        {
            var isOffered = !bool.TryParse(builder.Configuration["Table:Statements"], out var given) || given;
            builder.Services.AddSingleton(services =>
                new WriteBatches(services.GetRequiredService<IAmazonDynamoDB>()) { IsOffered = isOffered });
            return builder;
        }
    }

    // AWS gives every bucket a host name too; an endpoint of one's own, such as http://localhost:4566, has one name. By
    // path a bucket is reached on both, and which of them it is cannot be told here: the SDK finds its endpoint later.
    private static void ReachBucketsByPath(ClientConfig config)
    {
        if (config is AmazonS3Config s3)
            s3.ForcePathStyle = true;
    }
}
