using Amazon.Runtime;

namespace Amazon.DynamoDBStreams.Model;

/// <summary>Asks for the streams of the account or of a table.</summary>
public class ListStreamsRequest : AmazonDynamoDBStreamsRequest
{
    public string ExclusiveStartStreamArn { get; set; }

    public int? Limit { get; set; }

    public string TableName { get; set; }
}

/// <summary>Answers ListStreams.</summary>
public class ListStreamsResponse : AmazonWebServiceResponse
{
    public string LastEvaluatedStreamArn { get; set; }

    public List<StreamSummary> Streams { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
