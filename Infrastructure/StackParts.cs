using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.S3;
using WebhookSystem.Infrastructure.Keep;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure;

/// <summary>What both stacks say of themselves.</summary>
internal static class StackParts
{
    public static StackProps ToStackProps(this Deployment deployment) => new()
    {
        StackName = deployment.StackName,
        Description = $"WebhookSystem, {deployment.Profile.ToString().ToLowerInvariant()}",
        Env = deployment.Environment.Account is null && deployment.Environment.Region is null
            ? null
            : new Amazon.CDK.Environment
            {
                Account = deployment.Environment.Account,
                Region = deployment.Environment.Region,
            },
        TerminationProtection = deployment.Environment.KeepsData,
        Tags = new Dictionary<string, string> { ["webhooks:environment"] = deployment.Environment.Name },
    };

    /// <summary>What a process outside needs to know to work on the deployed resources.</summary>
    public static void Say(
        this Stack stack, string address, Table table, IBucket payloads, PipelineQueues queues)
    {
        Output(stack, "IngressUrl", address);
        Output(stack, "EventsTable", table.TableName);
        Output(stack, "PayloadsBucket", payloads.BucketName);
        foreach (var queue in queues.All)
            Output(stack, NameOf(queue.Name), queues[queue.Name].QueueUrl);
    }

    /// <summary>
    /// <c>webhook-inbox-dlq</c> is <c>WebhookInboxDlqUrl</c>: CloudFormation takes letters and digits.
    /// </summary>
    private static string NameOf(string queue) => string.Concat(
        queue.Split('-', '.').Select(part => char.ToUpperInvariant(part[0]) + part[1..])) + "Url";

    private static void Output(Stack stack, string name, string value) =>
        new CfnOutput(stack, name, new CfnOutputProps { Value = value }).OverrideLogicalId(name);
}
