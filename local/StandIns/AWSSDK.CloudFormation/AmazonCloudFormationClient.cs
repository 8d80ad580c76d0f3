using Amazon.CloudFormation.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using WebhookSystem.StandIns.AwsJson;

namespace Amazon.CloudFormation;

/// <summary>A client of AWS CloudFormation.</summary>
public class AmazonCloudFormationClient : AmazonServiceClient, IAmazonCloudFormation
{
    private static readonly ServiceMetadata Metadata = new(AmazonCloudFormationConfig.ServiceId);

    public AmazonCloudFormationClient()
        : base(new AmazonCloudFormationConfig())
    {
    }

    public AmazonCloudFormationClient(AmazonCloudFormationConfig config)
        : base(config)
    {
    }

    public AmazonCloudFormationClient(AWSCredentials credentials, AmazonCloudFormationConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata => Metadata;

    public virtual Task<DescribeStacksResponse> DescribeStacksAsync(
        DescribeStacksRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeStacksResponse>(request, DescribeStacks.Options, cancellationToken);

    public Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request) =>
        Config.DetermineServiceOperationEndpoint(new(request));

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) => JsonPipeline.Customize(pipeline);
}
