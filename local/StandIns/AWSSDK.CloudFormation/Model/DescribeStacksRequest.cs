using Amazon.Runtime;

namespace Amazon.CloudFormation.Model;

/// <summary>Asks for a stack by its name or id.</summary>
public class DescribeStacksRequest : AmazonCloudFormationRequest
{
    public string StackName { get; set; }

    public string NextToken { get; set; }
}

/// <summary>The stacks that were asked for.</summary>
public class DescribeStacksResponse : AmazonWebServiceResponse
{
    public List<Stack> Stacks { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string NextToken { get; set; }
}
