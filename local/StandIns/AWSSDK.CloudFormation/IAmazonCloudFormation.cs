using Amazon.CloudFormation.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.CloudFormation;

/// <summary>AWS CloudFormation, as far as a deployed stack is read.</summary>
public interface IAmazonCloudFormation : IAmazonService, IDisposable
{
    Task<DescribeStacksResponse> DescribeStacksAsync(
        DescribeStacksRequest request, CancellationToken cancellationToken = default);

    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonCloudFormationConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials, ClientConfig clientConfig)
    {
        if (clientConfig is not AmazonCloudFormationConfig config)
            throw new AmazonClientException("ClientConfig is not of type AmazonCloudFormationConfig");
        return awsCredentials is null
            ? new AmazonCloudFormationClient(config)
            : new AmazonCloudFormationClient(awsCredentials, config);
    }
}
