using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.AWS
{
    /// <summary>Something in an AWS account.</summary>
    public interface IAWSResource : IResource
    {
        IAWSSDKConfig? AWSSDKConfig { get; set; }
    }
}

namespace Aspire.Hosting.AWS.CloudFormation
{
    /// <summary>A stack in an AWS account.</summary>
    public interface ICloudFormationResource : IAWSResource, IResourceWithWaitSupport
    {
        string StackName { get; }
    }

    /// <summary>A stack that was deployed before, and whose outputs are read.</summary>
    public interface ICloudFormationStackResource : ICloudFormationResource;

    /// <summary>An output of a stack as a value.</summary>
    public class StackOutputReference(string name, ICloudFormationResource resource)
        : IManifestExpressionProvider, IValueProvider, IValueWithReferences
    {
        public string Name { get; } = name;

        public ICloudFormationResource Resource { get; } = resource;

        public string ValueExpression => $"{{{Resource.Name}.output.{Name}}}";

        IEnumerable<object> IValueWithReferences.References => [Resource];

        public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
            throw CloudFormationExtensions.NeedsOfficialPackage();
    }
}
