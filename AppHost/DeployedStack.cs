using Aspire.Hosting.AWS;
using Aspire.Hosting.AWS.CloudFormation;

namespace WebhookSystem.AppHost;

/// <summary>
/// A stack that was deployed to an AWS account, where its own functions process what is received. Which account, by
/// what credentials and at what endpoint is the machine's own configuration of AWS.
/// </summary>
internal sealed record DeployedStack(IResourceBuilder<ICloudFormationStackResource> Stack, IAWSSDKConfig Sdk)
{
    /// <summary>As Infrastructure names it; the names of everything else are fixed.</summary>
    private const string BucketOutput = "PayloadsBucket";

    public static DeployedStack Add(IDistributedApplicationBuilder builder, string name)
    {
        var sdk = builder.AddAWSSDKConfig();
        if (builder.Configuration["Aws:Profile"] is { Length: > 0 } profile)
            sdk.WithProfile(profile);
        if (builder.Configuration["Aws:Region"] is { Length: > 0 } region)
            sdk.WithRegion(region);
        return new(builder.AddAWSCloudFormationStack("stack", name).WithReference(sdk), sdk);
    }

    /// <summary>All outputs as configuration, and the one that a room reads by its own name.</summary>
    public IResourceBuilder<ProjectResource> Give(IResourceBuilder<ProjectResource> room) => room
        .WithReference(Sdk)
        .WithReference(Stack)
        .WithEnvironment("Payloads__Bucket", Stack.GetOutput(BucketOutput));
}
