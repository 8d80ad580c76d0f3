using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.SQS;
using WebhookSystem.Contracts;
using WebhookSystem.Provision;
using WebhookSystem.Provision.Functions;

namespace WebhookSystem.Local.Tests.Provision;

/// <summary>What is created is what the topology says, once.</summary>
public sealed class Provisions : IAsyncLifetime
{
    private const string Mappings = "event-source-mappings";

    private EmptyAws _aws = null!;

    public async ValueTask InitializeAsync() => _aws = await EmptyAws.StartAsync();

    public ValueTask DisposeAsync() => _aws.DisposeAsync();

    [Fact]
    public async Task Everything_is_created_once_and_then_left()
    {
        var first = await _aws.ProvisionAsync();
        var second = await _aws.ProvisionAsync();

        Assert.All(first, line => Assert.StartsWith("created", line));
        Assert.All(second, line => Assert.StartsWith("is there", line));
        Assert.Equal(first.Length, second.Length);
    }

    [Fact]
    public async Task The_queues_are_the_topologys()
    {
        await _aws.ProvisionAsync();

        foreach (var queue in Topology.Queues.All)
        {
            var attributes = await AttributesOfAsync(queue.Name);
            Assert.Equal(Seconds(queue.VisibilityTimeout), attributes[QueueAttributeName.VisibilityTimeout]);
            Assert.Equal(Seconds(Topology.Queues.Retention), attributes[QueueAttributeName.MessageRetentionPeriod]);
            Assert.Equal(queue.Fifo, attributes.GetValueOrDefault(QueueAttributeName.FifoQueue) == "true");
            Assert.NotEqual("true", attributes.GetValueOrDefault(QueueAttributeName.ContentBasedDeduplication));
            if (queue.DeadLetterQueue is null)
            {
                Assert.DoesNotContain("RedrivePolicy", attributes.Keys);
                continue;
            }

            using var redrive = JsonDocument.Parse(attributes[QueueAttributeName.RedrivePolicy]);
            var dead = redrive.RootElement.GetProperty("deadLetterTargetArn").GetString();
            Assert.EndsWith($":{queue.DeadLetterQueue}", dead);
            Assert.Equal($"{queue.ReceivesMax}", $"{redrive.RootElement.GetProperty("maxReceiveCount")}");
        }
    }

    [Fact]
    public async Task The_table_is_the_topologys()
    {
        await _aws.ProvisionAsync();

        var table = (await _aws.Clients.DynamoDb.DescribeTableAsync(Topology.Table.Name)).Table;
        Assert.Equal(["pk", "sk"], table.KeySchema.Select(key => key.AttributeName));
        Assert.Equal(BillingMode.PAY_PER_REQUEST, table.BillingModeSummary.BillingMode);
        Assert.Equal(StreamViewType.NEW_IMAGE, table.StreamSpecification.StreamViewType);
        Assert.Equal([Topology.Table.OnePartitionIndex], table.LocalSecondaryIndexes.Select(index => index.IndexName));
        Assert.Equal([Topology.Table.UnsettledIndex], table.GlobalSecondaryIndexes.Select(index => index.IndexName));
        var expiry = await _aws.Clients.DynamoDb.DescribeTimeToLiveAsync(
            new DescribeTimeToLiveRequest { TableName = Topology.Table.Name });
        Assert.Equal(Topology.Table.TimeToLive, expiry.TimeToLiveDescription.AttributeName);
    }

    [Fact]
    public async Task A_payload_expires_when_the_topology_says()
    {
        await _aws.ProvisionAsync();

        var lifecycle = await _aws.Clients.S3.GetLifecycleConfigurationAsync(Topology.Payloads.BucketName);
        Assert.Equal(
            [(int)Topology.Payloads.Retention.TotalDays],
            lifecycle.Configuration.Rules.Select(rule => rule.Expiration.Days ?? 0));
    }

    [Fact]
    public async Task A_queue_that_differs_is_set_right()
    {
        await _aws.ProvisionAsync();
        var url = (await _aws.Clients.Sqs.GetQueueUrlAsync(Topology.Queues.Inbox)).QueueUrl;
        await _aws.Clients.Sqs.SetQueueAttributesAsync(url, new() { [QueueAttributeName.VisibilityTimeout] = "5" });

        var again = await _aws.ProvisionAsync();

        var changed = Assert.Single(again, line => !line.StartsWith("is there"));
        Assert.Equal($"updated   queue {Topology.Queues.Inbox}", changed);
        Assert.NotEqual("5", (await AttributesOfAsync(Topology.Queues.Inbox))[QueueAttributeName.VisibilityTimeout]);
    }

    [Fact]
    public async Task A_secret_that_was_changed_is_left()
    {
        await _aws.ProvisionAsync();
        var name = Topology.Secrets.NameFor("github");
        await _aws.Clients.SecretsManager.PutSecretValueAsync(new() { SecretId = name, SecretString = "rotated" });

        await _aws.ProvisionAsync();

        var secret = await _aws.Clients.SecretsManager.GetSecretValueAsync(new() { SecretId = name });
        Assert.Equal("rotated", secret.SecretString);
    }

    [Fact]
    public async Task The_functions_and_what_feeds_them_are_the_topologys()
    {
        await _aws.ProvisionAsync();

        using var api = new LambdaApi(_aws.Endpoint);
        var function = await api.FindAsync($"functions/{Topology.Services.Orderer}/configuration", default);
        Assert.Equal(Topology.Functions.Timeout.TotalSeconds, function!["Timeout"]!.GetValue<int>());
        var mappings = (await api.FindAsync(Mappings, default))!["EventSourceMappings"]!.AsArray();
        Assert.Equal(Topology.Functions.Queues.Count + 1, mappings.Count);
        var stream = Assert.Single(mappings, mapping => mapping!["StartingPosition"] is not null)!;
        Assert.Equal("TRIM_HORIZON", stream["StartingPosition"]!.GetValue<string>());
        var pattern = stream["FilterCriteria"]!["Filters"]![0]!["Pattern"]!.GetValue<string>();
        Assert.Equal(Topology.Functions.Stream.Pattern, pattern);
        Assert.EndsWith(
            $":{Topology.Functions.Stream.DeadLetterQueue}",
            stream["DestinationConfig"]!["OnFailure"]!["Destination"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_mapping_that_differs_is_set_right()
    {
        await _aws.ProvisionAsync();
        using var api = new LambdaApi(_aws.Endpoint);
        var mapping = (await api.FindAsync(Mappings, default))!["EventSourceMappings"]![0]!;
        var path = $"event-source-mappings/{mapping["UUID"]}";
        await api.UpdateAsync(path, new() { ["BatchSize"] = 7 }, default);

        var again = await _aws.ProvisionAsync();

        Assert.StartsWith("updated   mapping", Assert.Single(again, line => !line.StartsWith("is there")));
        Assert.True(JsonNode.DeepEquals(mapping["BatchSize"], (await api.FindAsync(path, default))!["BatchSize"]));
    }

    [Fact]
    public async Task A_table_of_another_make_is_refused_and_left_as_it_is()
    {
        await _aws.Clients.DynamoDb.CreateTableAsync(new CreateTableRequest
        {
            TableName = Topology.Table.Name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            AttributeDefinitions = [new("pk", ScalarAttributeType.S)],
            KeySchema = [new("pk", KeyType.HASH)],
        });

        var refusal = await Assert.ThrowsAsync<ProvisionException>(_aws.ProvisionAsync);

        Assert.Contains("its keys are not ours, and it has no stream of new images", refusal.Message);
        var table = (await _aws.Clients.DynamoDb.DescribeTableAsync(Topology.Table.Name)).Table;
        Assert.Single(table.KeySchema);
    }

    [Fact]
    public async Task An_endpoint_that_is_still_starting_is_waited_for()
    {
        var endpoint = _aws.Endpoint;
        await _aws.DisposeAsync();

        var provisioning = _aws.ProvisionAsync();
        _aws = await EmptyAws.StartAsync(endpoint.Port);

        Assert.NotEmpty(await provisioning);
    }

    private static string Seconds(TimeSpan time) => $"{time.TotalSeconds}";

    private async Task<Dictionary<string, string>> AttributesOfAsync(string queue)
    {
        var url = (await _aws.Clients.Sqs.GetQueueUrlAsync(queue)).QueueUrl;
        return (await _aws.Clients.Sqs.GetQueueAttributesAsync(url, [QueueAttributeName.All])).Attributes;
    }
}
