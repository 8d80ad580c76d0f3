using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS;
using Aspire.Hosting.AWS.CloudFormation;

namespace Aspire.Hosting;

/// <summary>Reads a deployed stack, which takes AWSSDK.CloudFormation and so the official package.</summary>
public static class CloudFormationExtensions
{
    public static IResourceBuilder<ICloudFormationStackResource> AddAWSCloudFormationStack(
        this IDistributedApplicationBuilder builder, [ResourceName] string name, string? stackName = null) =>
        throw NeedsOfficialPackage();

    public static StackOutputReference GetOutput(this IResourceBuilder<ICloudFormationResource> builder, string name) =>
        new(name, builder.Resource);

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, StackOutputReference stackOutputReference)
        where T : IResourceWithEnvironment =>
        builder.WithEnvironment(context => context.EnvironmentVariables[name] = stackOutputReference);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IAWSSDKConfig awsSdkConfig)
        where TDestination : ICloudFormationResource
    {
        builder.Resource.AWSSDKConfig = awsSdkConfig;
        return builder;
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<ICloudFormationResource> cloudFormationResourceBuilder,
        string configSection = "AWS:Resources")
        where TDestination : IResourceWithEnvironment, IResourceWithWaitSupport => throw NeedsOfficialPackage();

    internal static NotSupportedException NeedsOfficialPackage() => new(
        "Reading a CloudFormation stack takes the official Aspire.Hosting.AWS: build with -p:OfficialPackages=true.");
}
