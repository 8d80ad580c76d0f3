using Amazon;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.AWS;

namespace Aspire.Hosting;

/// <summary>Points resources at an AWS account and region.</summary>
public static class SDKResourceExtensions
{
    public static IAWSSDKConfig AddAWSSDKConfig(this IDistributedApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return new AWSSDKConfig();
    }

    public static IAWSSDKConfig WithProfile(this IAWSSDKConfig config, string profile)
    {
        config.Profile = profile;
        return config;
    }

    public static IAWSSDKConfig WithRegion(this IAWSSDKConfig config, RegionEndpoint region)
    {
        config.Region = region;
        return config;
    }

    public static IAWSSDKConfig WithRegion(this IAWSSDKConfig config, string systemName) =>
        config.WithRegion(RegionEndpoint.GetBySystemName(systemName));

    public static IAWSSDKConfig WithSdkValidation(this IAWSSDKConfig config, bool sdkValidationEnabled)
    {
        config.SDKValidationEnabled = sdkValidationEnabled;
        return config;
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IAWSSDKConfig awsSdkConfig)
        where TDestination : IResourceWithEnvironment => builder.WithEnvironment(context =>
        {
            if (context.ExecutionContext.IsRunMode)
                awsSdkConfig.Describe(context.EnvironmentVariables, overrides: true);
        });

    /// <summary>For AWSSDK.Extensions.NETCore.Setup and for clients without it.</summary>
    internal static void Describe(
        this IAWSSDKConfig config, Dictionary<string, object> environment, bool overrides = false)
    {
        if (config.Profile is { Length: > 0 } profile && (overrides || !environment.ContainsKey("AWS__Profile")))
            environment["AWS__Profile"] = environment["AWS_PROFILE"] = profile;
        if (config.Region is { SystemName: var region } && (overrides || !environment.ContainsKey("AWS__Region")))
            environment["AWS__Region"] = environment["AWS_REGION"] = region;
    }
}
