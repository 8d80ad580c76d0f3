using Amazon.CloudFormation;
using Amazon.CloudFormation.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS.CloudFormation;

internal sealed class CloudFormationStackResource(string name, string stackName)
    : Resource(name), ICloudFormationStackResource
{
    public string StackName => stackName;

    public IAWSSDKConfig? AWSSDKConfig { get; set; }

    public IAmazonCloudFormation? CloudFormationClient { get; set; }

    public List<Output>? Outputs { get; set; }

    public TaskCompletionSource? ProvisioningTaskCompletionSource { get; set; }
}
