using Amazon.CloudFormation;
using Amazon.CloudFormation.Model;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS
{
    /// <summary>Something in an AWS account.</summary>
    public interface IAWSResource : IResource
    {
        IAWSSDKConfig? AWSSDKConfig { get; set; }

        /// <summary>Set while the resource is looked up, and done when it has been.</summary>
        TaskCompletionSource? ProvisioningTaskCompletionSource { get; set; }
    }
}

namespace Aspire.Hosting.AWS.CloudFormation
{
    /// <summary>A stack in an AWS account.</summary>
    public interface ICloudFormationResource : IAWSResource, IResourceWithWaitSupport
    {
        string StackName { get; }

        /// <summary>Instead of a client by the SDK's own configuration.</summary>
        IAmazonCloudFormation? CloudFormationClient { get; set; }

        /// <summary>Null until they have been read.</summary>
        List<Output>? Outputs { get; }
    }

    /// <summary>A stack that was deployed before, and whose outputs are read.</summary>
    public interface ICloudFormationStackResource : ICloudFormationResource;

    /// <summary>An output of a stack as a value.</summary>
    public class StackOutputReference(string name, ICloudFormationResource resource)
        : IManifestExpressionProvider, IValueProvider, IValueWithReferences
    {
        public string Name { get; } = name;

        public ICloudFormationResource Resource { get; } = resource;

        public string? Value => (Resource.Outputs?.Find(output => output.OutputKey == Name)
            ?? throw new InvalidOperationException($"Stack '{Resource.StackName}' has no output '{Name}'."))
            .OutputValue;

        public string ValueExpression => $"{{{Resource.Name}.output.{Name}}}";

        IEnumerable<object> IValueWithReferences.References => [Resource];

        /// <summary>Waits until the stack has been read.</summary>
        public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
        {
            if (Resource.ProvisioningTaskCompletionSource is { } provisioning)
                await provisioning.Task.WaitAsync(cancellationToken);
            return Value;
        }
    }
}
