using System.Net;
using System.Security.Cryptography;
using Amazon.Extensions.NETCore.Setup;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.AppHost.Tests.Topology;
using WebhookSystem.LocalAws.Tests.DynamoDb.Differential;

namespace WebhookSystem.AppHost.Tests.Deployed;

/// <summary>
/// Ingress and Dashboard on this machine over a stack elsewhere: moto's, where it is installed, in the place of AWS.
/// </summary>
public sealed class OverAStack(MotoServer moto) : IClassFixture<MotoServer>
{
    private const string NotInstalled = "moto_server is not installed here.";
    private const string Stack = "webhooks-of-a-test";
    private const string Secret = "whsec_ZGV2ZWxvcG1lbnQtb25seS1zdGFuZGFyZC13ZWJob29rcw==";

    private static readonly string[] Named = ["--Aws:Stack", Stack, "--Aws:Region", MotoStack.Region];

    [Fact]
    public async Task A_signed_webhook_comes_into_the_stacks_queue_and_a_large_one_through_its_bucket()
    {
        Assert.SkipWhen(moto.Endpoint is null, NotInstalled);
        var cancellationToken = TestContext.Current.CancellationToken;
        await MotoStack.CreateAsync(moto.Endpoint, Stack, cancellationToken);
        await MotoStack.CreateSecretAsync(moto.Endpoint, "webhooks/standard", Secret, cancellationToken);
        await using var appHost = AppHostProcess.Start(moto.Endpoint, Named);

        var address = AddressIn(await appHost.SaysAsync("ingress      http"));
        using var ingress = new HttpClient { BaseAddress = new(address) };
        await appHost.SaysAsync("Ready.");
        var data = new { id = "order-1", sequence = 1 };
        var small = await ingress.SendStandardAsync("msg_1", new { type = "order.paid", data });
        var forged = await ingress.SendStandardAsync(
            "msg_2", new { type = "order.paid", data }, tamper: text => text.Replace("order-1", "order-2"));
        var pad = Convert.ToHexString(RandomNumberGenerator.GetBytes(400_000));
        var large = await ingress.SendStandardAsync("msg_3", new { type = "order.paid", data, pad });

        Assert.Equal(
            [HttpStatusCode.Accepted, HttpStatusCode.Unauthorized, HttpStatusCode.Accepted], [small, forged, large]);
        var messages = await ReceiveAsync(count: 2, appHost.Token);
        Assert.Contains(messages, message => message.Contains("msg_1"));
        var ticket = Assert.Single(messages, message => message.Contains("msg_3"));
        using var s3 = Aws.CreateServiceClient<IAmazonS3>();
        var kept = await s3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = MotoStack.Bucket }, appHost.Token);
        Assert.Contains(Assert.Single(kept.S3Objects).Key, ticket);
        foreach (var absent in (string[])["localaws", "provision", "processor", "orderer", "simulator", "consumer"])
            Assert.DoesNotContain($"Resources.{absent}", appHost.Said);
    }

    [Fact]
    public async Task A_stack_that_is_not_there_is_named_and_nothing_starts()
    {
        Assert.SkipWhen(moto.Endpoint is null, NotInstalled);
        await using var appHost = AppHostProcess.Start(
            moto.Endpoint, "--Aws:Stack", "no-such-stack", "--Aws:Region", MotoStack.Region);

        var line = await appHost.SaysAsync("is not there");

        Assert.Contains("'no-such-stack'", line);
        Assert.DoesNotContain("Now listening on", appHost.Said);
    }

    private AWSOptions Aws => new()
    {
        Credentials = new BasicAWSCredentials("test", "test"),
        Region = Amazon.RegionEndpoint.GetBySystemName(MotoStack.Region),
        DefaultClientConfig = { ServiceURL = moto.Endpoint!.ToString(), AuthenticationRegion = MotoStack.Region },
    };

    private async Task<List<string>> ReceiveAsync(int count, CancellationToken cancellationToken)
    {
        using var sqs = Aws.CreateServiceClient<IAmazonSQS>();
        var queue = await sqs.GetQueueUrlAsync(Contracts.Topology.Queues.Inbox, cancellationToken);
        List<string> bodies = [];
        while (bodies.Count < count)
        {
            var answer = await sqs.ReceiveMessageAsync(
                new ReceiveMessageRequest(queue.QueueUrl) { MaxNumberOfMessages = 10, WaitTimeSeconds = 1 },
                cancellationToken);
            bodies.AddRange((answer.Messages ?? []).Select(message => message.Body));
        }

        return bodies;
    }

    private static string AddressIn(string line) => line[line.IndexOf("http", StringComparison.Ordinal)..].Trim();
}
