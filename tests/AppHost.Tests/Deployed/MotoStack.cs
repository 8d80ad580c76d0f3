using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebhookSystem.AppHost.Tests.Deployed;

/// <summary>A stack in moto's CloudFormation: of what Topology names, and told as Infrastructure tells it.</summary>
internal static class MotoStack
{
    /// <summary>The SDK signs for this region wherever an endpoint of one's own does not name another.</summary>
    public const string Region = "us-east-1";
    public const string Bucket = "payloads-of-the-stack";

    public static async Task CreateAsync(Uri moto, string name, CancellationToken cancellationToken)
    {
        using var content = new FormUrlEncodedContent(
        [
            new("Action", "CreateStack"), new("Version", "2010-05-15"), new("StackName", name),
            new("TemplateBody", Template().ToJsonString()),
        ]);
        await PostAsync(moto, "cloudformation", content, cancellationToken);
    }

    public static async Task CreateSecretAsync(
        Uri moto, string name, string value, CancellationToken cancellationToken)
    {
        var secret = new { Name = name, SecretString = value, ClientRequestToken = Guid.NewGuid().ToString() };
        using var content = new StringContent(
            JsonSerializer.Serialize(secret), new MediaTypeHeaderValue("application/x-amz-json-1.1"));
        content.Headers.Add("X-Amz-Target", "secretsmanager.CreateSecret");
        await PostAsync(moto, "secretsmanager", content, cancellationToken);
    }

    /// <summary>Says which service a request is for; moto looks at nothing else of a signature.</summary>
    private static string SignatureFor(string service) =>
        $"Credential=test/20260101/{Region}/{service}/aws4_request, SignedHeaders=host, Signature=0";

    private static async Task PostAsync(
        Uri moto, string service, HttpContent content, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256", SignatureFor(service));
        using var answer = await client.PostAsync(moto, content, cancellationToken);
        Assert.True(
            answer.IsSuccessStatusCode, $"{service}: {await answer.Content.ReadAsStringAsync(cancellationToken)}");
    }

    private static JsonObject Template()
    {
        var resources = new JsonObject
        {
            ["Payloads"] = Resource("AWS::S3::Bucket", new() { ["BucketName"] = Bucket }),
            ["Events"] = Resource("AWS::DynamoDB::Table", new()
            {
                ["TableName"] = Contracts.Topology.Table.Name,
                ["BillingMode"] = "PAY_PER_REQUEST",
                ["AttributeDefinitions"] = new JsonArray(Attribute("pk"), Attribute("sk")),
                ["KeySchema"] = new JsonArray(Key("pk", "HASH"), Key("sk", "RANGE")),
                ["StreamSpecification"] = new JsonObject { ["StreamViewType"] = "NEW_IMAGE" },
            }),
        };
        foreach (var queue in Contracts.Topology.Queues.All)
        {
            var properties = new JsonObject { ["QueueName"] = queue.Name };
            if (queue.Fifo)
                properties["FifoQueue"] = true;
            resources[new string([.. queue.Name.Where(char.IsAsciiLetter)])] =
                Resource("AWS::SQS::Queue", properties);
        }

        return new()
        {
            ["Resources"] = resources,
            ["Outputs"] = new JsonObject
            {
                ["PayloadsBucket"] = new JsonObject { ["Value"] = new JsonObject { ["Ref"] = "Payloads" } },
            },
        };
    }

    private static JsonObject Resource(string type, JsonObject properties) =>
        new() { ["Type"] = type, ["Properties"] = properties };

    private static JsonObject Attribute(string name) =>
        new JsonObject { ["AttributeName"] = name, ["AttributeType"] = "S" };

    private static JsonObject Key(string name, string kind) =>
        new JsonObject { ["AttributeName"] = name, ["KeyType"] = kind };
}
