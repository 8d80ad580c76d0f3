using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Extensions.NETCore.Setup;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using WebhookSystem.Contracts;
using WebhookSystem.LocalAws;
using WebhookSystem.Provision;

namespace WebhookSystem.Fixtures;

/// <summary>
/// A LocalAws of one's own on a free loopback port, with everything that <see cref="Topology"/> names.
/// </summary>
public sealed class ProvisionedAws : IAsyncDisposable
{
    private readonly WebApplication _server;

    private ProvisionedAws(WebApplication server, TimeProvider time)
    {
        _server = server;
        Time = time;
        Options = new AWSOptions
        {
            Credentials = new BasicAWSCredentials("test", "test"),
            Region = Amazon.RegionEndpoint.USEast1,
            DefaultClientConfig = { ServiceURL = Endpoint.ToString(), MaxErrorRetry = 0 },
        };
        DynamoDb = Options.CreateServiceClient<IAmazonDynamoDB>();
        Sqs = Options.CreateServiceClient<IAmazonSQS>();
        S3 = Options.CreateServiceClient<IAmazonS3>();
    }

    public Uri Endpoint => new(_server.Urls.First());

    public TimeProvider Time { get; }

    public AWSOptions Options { get; }

    public IAmazonDynamoDB DynamoDb { get; }

    public IAmazonSQS Sqs { get; }

    public IAmazonS3 S3 { get; }

    /// <param name="withFunctions">Functions, their mappings and the development secrets are there too.</param>
    public static async Task<ProvisionedAws> StartAsync(TimeProvider? time = null, bool withFunctions = false)
    {
        var clock = time ?? TimeProvider.System;
        var server = LocalAwsServer.Build(
            ["--port", "0", "--Logging:LogLevel:Default", "Warning"],
            builder => builder.Services.Replace(ServiceDescriptor.Singleton(clock)));
        await server.StartAsync();
        var aws = new ProvisionedAws(server, clock);
        await Provisioning.RunAsync(
            new(aws.Endpoint, withFunctions ? aws.Endpoint : null, CreateSecrets: withFunctions),
            TimeProvider.System,
            TextWriter.Null,
            default);
        return aws;
    }

    /// <summary>A room's services over this LocalAws and its clock.</summary>
    public IHost Host(Action<HostApplicationBuilder> add)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(Time).AddMetrics();
        builder.Services.AddDefaultAWSOptions(Options);
        add(builder);
        return builder.Build();
    }

    public async Task<List<Dictionary<string, AttributeValue>>> CollectionAsync(string source, string key)
    {
        var answer = await DynamoDb.QueryAsync(new QueryRequest
        {
            TableName = Topology.Table.Name,
            ConsistentRead = true,
            KeyConditionExpression = $"{Topology.Table.PartitionKey} = :key",
            ExpressionAttributeValues = new() { [":key"] = new(Topology.Table.CollectionOf(source, key)) },
        });
        return answer.Items;
    }

    public async Task<string> UrlAsync(string queue) => (await Sqs.GetQueueUrlAsync(queue)).QueueUrl;

    /// <summary>Takes all that is visible now, and deletes it.</summary>
    public async Task<List<Message>> DrainAsync(string queue)
    {
        var url = await UrlAsync(queue);
        var all = new List<Message>();
        while (true)
        {
            var answer = await Sqs.ReceiveMessageAsync(new ReceiveMessageRequest(url)
            {
                MaxNumberOfMessages = 10,
                MessageAttributeNames = ["All"],
                MessageSystemAttributeNames = ["All"],
            });
            if (answer.Messages is not { Count: > 0 } messages)
                return all;
            foreach (var message in messages)
                await Sqs.DeleteMessageAsync(url, message.ReceiptHandle);
            all.AddRange(messages);
        }
    }

    public async ValueTask DisposeAsync()
    {
        DynamoDb.Dispose();
        Sqs.Dispose();
        S3.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
    }
}
