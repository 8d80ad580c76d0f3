using Amazon.CloudFormation;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS;
using Aspire.Hosting.AWS.CloudFormation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Reads a stack that was deployed before, and tells processes of its outputs.</summary>
public static class CloudFormationExtensions
{
    public static IResourceBuilder<ICloudFormationStackResource> AddAWSCloudFormationStack(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string? stackName = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var stack = new CloudFormationStackResource(name, stackName ?? name);
        if (builder.ExecutionContext.IsRunMode)
            stack.ProvisioningTaskCompletionSource = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return builder.AddResource(stack)
            .WithInitialState(new() { Properties = [], ResourceType = "CloudFormationStack" })
            .OnInitializeResource(static (resource, begun, cancellationToken) =>
            {
                var reader = new StackReader(resource, begun.Notifications, begun.Logger);

                // Nobody waits for it but those who need the stack.
                var lifetime = begun.Services.GetRequiredService<IHostApplicationLifetime>();
                _ = reader.ReadAsync(lifetime.ApplicationStopping);
                return Task.CompletedTask;
            });
    }

    public static StackOutputReference GetOutput(this IResourceBuilder<ICloudFormationResource> builder, string name) =>
        new(name, builder.Resource);

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, StackOutputReference stackOutputReference)
        where T : IResourceWithEnvironment =>
        builder.WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsRunMode)
                stackOutputReference.Resource.AWSSDKConfig?.Describe(context.EnvironmentVariables);
            context.EnvironmentVariables[name] = stackOutputReference;
        });

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IAWSSDKConfig awsSdkConfig)
        where TDestination : ICloudFormationResource
    {
        builder.Resource.AWSSDKConfig = awsSdkConfig;
        return builder;
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IAmazonCloudFormation cloudFormationClient)
        where TDestination : ICloudFormationResource
    {
        builder.Resource.CloudFormationClient = cloudFormationClient;
        return builder;
    }

    /// <summary>Waits for the stack, and then tells of all its outputs as configuration.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<ICloudFormationResource> cloudFormationResourceBuilder,
        string configSection = "AWS:Resources")
        where TDestination : IResourceWithEnvironment, IResourceWithWaitSupport
    {
        var stack = cloudFormationResourceBuilder.Resource;
        return builder.WaitFor(cloudFormationResourceBuilder).WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsPublishMode)
                return;
            stack.AWSSDKConfig?.Describe(context.EnvironmentVariables);
            foreach (var output in stack.Outputs ?? [])
            {
                context.EnvironmentVariables[$"{configSection.Replace(":", "__")}__{output.OutputKey}"] =
                    output.OutputValue;
            }
        });
    }
}
