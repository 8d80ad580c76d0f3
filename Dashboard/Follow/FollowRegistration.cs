using Amazon.DynamoDBStreams;
using Amazon.DynamoDBv2;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Dashboard.Follow;

internal static class FollowRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        public void AddFollow()
        {
            builder.AddAwsClient<IAmazonDynamoDB>();
            builder.AddAwsClient<IAmazonDynamoDBStreams>();
            builder.Services.AddSingleton<FollowState>();
            builder.Services.AddSingleton<Rebuilds>();
            builder.Services.AddSingleton<Checkpoints>();
            builder.Services.AddSingleton<Applying>();
            builder.Services.AddSingleton<TableScan>();
            builder.Services.AddSingleton<ReadThrough>();
            builder.Services.AddSingleton<TableStream>();
            builder.Services.AddHostedService<Follower>();
        }
    }
}
