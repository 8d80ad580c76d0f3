using System.Diagnostics.CodeAnalysis;
using Amazon.CloudFormation;
using Amazon.CloudFormation.Model;
using Amazon.Runtime.Credentials;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.AWS.CloudFormation;

/// <summary>Reads the outputs of a deployed stack by one call; how that went is the resource's state.</summary>
internal sealed partial class StackReader(
    CloudFormationStackResource resource, ResourceNotificationService notifications, ILogger logger)
{
    /// <summary>CloudFormation's code for what was asked wrongly, which a stack that is not there is too.</summary>
    private const string NoSuchStack = "ValidationError";

    [SuppressMessage("Design", "CA1031", Justification = "Whatever keeps the stack from being read is its state.")]
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var provisioning = resource.ProvisioningTaskCompletionSource!;
        try
        {
            await PublishAsync(KnownResourceStates.Starting);
            var stack = await DescribeAsync(cancellationToken);
            resource.Outputs = stack.Outputs ?? [];
            Log.Read(logger, resource.Outputs.Count, stack.StackName, stack.StackStatus);
            await PublishAsync(KnownResourceStates.Running);
            provisioning.TrySetResult();
        }
        catch (Exception exception)
        {
            if (exception is AmazonCloudFormationException { ErrorCode: NoSuchStack })
                Log.NotThere(logger, resource.StackName, exception.Message);
            else
                Log.NotRead(logger, exception, resource.StackName, exception.Message);
            await PublishAsync(KnownResourceStates.FailedToStart);
            provisioning.TrySetException(exception);
        }
    }

    private async Task<Stack> DescribeAsync(CancellationToken cancellationToken)
    {
        if (resource.CloudFormationClient is { } given)
            return await DescribeAsync(given, cancellationToken);
        using var client = CreateClient();
        return await DescribeAsync(client, cancellationToken);
    }

    private async Task<Stack> DescribeAsync(IAmazonCloudFormation client, CancellationToken cancellationToken)
    {
        var answer = await client.DescribeStacksAsync(
            new DescribeStacksRequest { StackName = resource.StackName }, cancellationToken);
        return answer.Stacks[0];
    }

    /// <summary>By profile and region where they are named, else wholly by the machine's configuration.</summary>
    private AmazonCloudFormationClient CreateClient()
    {
        var config = new AmazonCloudFormationConfig();
        if (resource.AWSSDKConfig?.Profile is { Length: > 0 } profile)
            config.Profile = new(profile);
        if (resource.AWSSDKConfig?.Region is { } region)
            config.RegionEndpoint = region;
        return new(DefaultAWSCredentialsIdentityResolver.GetCredentials(config), config);
    }

    private Task PublishAsync(string state) =>
        notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = state });

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Read {Count} outputs of stack '{Stack}', which is {Status}.")]
        public static partial void Read(ILogger logger, int count, string stack, StackStatus status);

        [LoggerMessage(LogLevel.Error, "Stack '{Stack}' is not there, in this account and region: {Answer}")]
        public static partial void NotThere(ILogger logger, string stack, string answer);

        [LoggerMessage(LogLevel.Error, "Stack '{Stack}' cannot be read: {Answer}")]
        public static partial void NotRead(ILogger logger, Exception exception, string stack, string answer);
    }
}
