using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Amazon.CloudFormation;
using Amazon.CloudFormation.Model;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Extensions.NETCore.Setup;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Amazon.SQS;
using WebhookSystem.Contracts;
using WebhookSystem.Fixtures.Rooms;
using WebhookSystem.LocalAws.Tests.DynamoDb.Differential;

namespace WebhookSystem.Infrastructure.Tests.Run;

/// <summary>
/// The synthesized template, as far as moto's CloudFormation makes what it names, is created there; and the functions
/// run against what was created.
/// </summary>
[Collection(Synthesized.Kernel)]
public sealed class StackInMoto(MotoServer moto) : IClassFixture<MotoServer>
{
    private const string NotInstalled = "moto_server is not installed here.";
    private const string Stack = "webhooks-dev";

    /// <summary>What moto makes with the properties that it is given; the rest it skips, or makes without.</summary>
    private static readonly string[] Made =
        ["AWS::SQS::Queue", "AWS::SQS::QueuePolicy", "AWS::DynamoDB::Table", "AWS::S3::Bucket"];

    [Fact]
    public async Task Queues_table_and_bucket_are_created_and_three_events_pass_through_them_in_order()
    {
        Assert.SkipWhen(moto.Endpoint is null, NotInstalled);
        var cancellationToken = TestContext.Current.CancellationToken;
        var outputs = await CreateAsync(Synthesized.Of("standard/dev").Json, cancellationToken);
        using var secrets = Aws.CreateServiceClient<IAmazonSecretsManager>();
        await secrets.CreateSecretAsync(
            new CreateSecretRequest { Name = Topology.Secrets.NameFor("standard"), SecretString = Signing.Secret },
            cancellationToken);

        await HoldQueuesAsync(cancellationToken);
        await HoldTableAsync(outputs["EventsTable"], cancellationToken);
        var programs = new Dictionary<string, RoomProgram>
        {
            [Topology.Services.Ingress] = RoomProgram.Built("Ingress"),
            [Topology.Services.Processor] = RoomProgram.Built("Processor"),
            [Topology.Services.Orderer] = RoomProgram.Built("Orderer"),
        };
        await using var rooms = await RunningRooms.StartAsync(
            programs, byPipe: false, Passage.EnvironmentOf(moto.Endpoint, outputs["PayloadsBucket"]),
            cancellationToken);
        var passage = new Passage(rooms, Aws, cancellationToken);
        await passage.RunAsync();

        Assert.Equal(["msg_1", "msg_2", "msg_3"], passage.Released.Select(released => released.Split(' ')[1]));
    }

    private AWSOptions Aws => new()
    {
        Credentials = new BasicAWSCredentials("test", "test"),
        Region = Amazon.RegionEndpoint.USEast1,
        DefaultClientConfig = { ServiceURL = moto.Endpoint!.ToString() },
    };

    private async Task HoldQueuesAsync(CancellationToken cancellationToken)
    {
        using var sqs = Aws.CreateServiceClient<IAmazonSQS>();
        foreach (var queue in Topology.Queues.All)
        {
            var url = (await sqs.GetQueueUrlAsync(queue.Name, cancellationToken)).QueueUrl;
            var attributes = (await sqs.GetQueueAttributesAsync(url, ["All"], cancellationToken)).Attributes;
            Assert.Equal($"{queue.VisibilityTimeout.TotalSeconds}", attributes["VisibilityTimeout"]);
            Assert.Equal($"{Topology.Queues.Retention.TotalSeconds}", attributes["MessageRetentionPeriod"]);
            Assert.Equal(queue.Fifo, attributes.GetValueOrDefault("FifoQueue") == "true");
            var redrive = attributes.GetValueOrDefault("RedrivePolicy");
            Assert.Equal(queue.DeadLetterQueue is not null, redrive is not null);
            if (redrive is not null)
                Assert.EndsWith($":{queue.DeadLetterQueue}", $"{JsonNode.Parse(redrive)!["deadLetterTargetArn"]}");
        }
    }

    private async Task HoldTableAsync(string name, CancellationToken cancellationToken)
    {
        using var dynamoDb = Aws.CreateServiceClient<IAmazonDynamoDB>();
        var table = (await dynamoDb.DescribeTableAsync(name, cancellationToken)).Table;
        Assert.Equal(Topology.Table.Name, name);
        Assert.Equal(
            [Topology.Table.PartitionKey, Topology.Table.SortKey], table.KeySchema.Select(key => key.AttributeName));
        Assert.Equal(Topology.Table.OnePartitionIndex, Assert.Single(table.LocalSecondaryIndexes).IndexName);
        Assert.Equal(Topology.Table.UnsettledIndex, Assert.Single(table.GlobalSecondaryIndexes).IndexName);
        Assert.Equal(StreamViewType.NEW_IMAGE, table.StreamSpecification.StreamViewType);
    }

    private async Task<Dictionary<string, string>> CreateAsync(JsonNode template, CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent(
        [
            new("Action", "CreateStack"), new("Version", "2010-05-15"), new("StackName", Stack),
            new("TemplateBody", Subset(template).ToJsonString()),
        ]);
        using var client = new HttpClient();

        // Says which service it is for; moto looks at nothing else of a signature.
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256",
            "Credential=test/20260101/us-east-1/cloudformation/aws4_request, SignedHeaders=host, Signature=0");
        using var answer = await client.PostAsync(moto.Endpoint, content, cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));

        using var cloudFormation = new AmazonCloudFormationClient(
            new BasicAWSCredentials("test", "test"),
            new AmazonCloudFormationConfig { ServiceURL = moto.Endpoint!.ToString() });
        var described = await cloudFormation.DescribeStacksAsync(
            new DescribeStacksRequest { StackName = Stack }, cancellationToken);
        return described.Stacks[0].Outputs.ToDictionary(output => output.OutputKey, output => output.OutputValue);
    }

    private static JsonObject Subset(JsonNode template)
    {
        var resources = template["Resources"]!.AsObject()
            .Where(one => Made.Contains(one.Value!["Type"]!.GetValue<string>()))
            .ToDictionary(one => one.Key, one => one.Value!.DeepClone());
        return new()
        {
            ["Resources"] = new JsonObject(resources.Select(one => KeyValuePair.Create(one.Key, (JsonNode?)one.Value))),
            ["Outputs"] = new JsonObject(template["Outputs"]!.AsObject()
                .Where(output => output.Value!["Value"]?["Ref"]?.GetValue<string>() is { } told
                    && resources.ContainsKey(told))
                .Select(output => KeyValuePair.Create(output.Key, (JsonNode?)output.Value!.DeepClone()))),
        };
    }
}
