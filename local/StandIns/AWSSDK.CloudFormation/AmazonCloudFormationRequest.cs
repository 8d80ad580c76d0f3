using Amazon.Runtime;

namespace Amazon.CloudFormation;

/// <summary>What all requests to AWS CloudFormation are.</summary>
public class AmazonCloudFormationRequest : AmazonWebServiceRequest;
