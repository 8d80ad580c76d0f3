namespace Amazon.CloudFormation.Model;

/// <summary>What CloudFormation says of a stack, as far as it is read.</summary>
public class Stack
{
    public string StackId { get; set; }

    public string StackName { get; set; }

    public string Description { get; set; }

    public StackStatus StackStatus { get; set; }

    public string StackStatusReason { get; set; }

    public List<Output> Outputs { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}

/// <summary>A value that a stack tells.</summary>
public class Output
{
    public string OutputKey { get; set; }

    public string OutputValue { get; set; }

    public string Description { get; set; }

    public string ExportName { get; set; }
}
