using Amazon.Runtime;

namespace Amazon.DynamoDBStreams;

/// <summary>What all requests to Amazon DynamoDB Streams are.</summary>
public class AmazonDynamoDBStreamsRequest : AmazonWebServiceRequest;
