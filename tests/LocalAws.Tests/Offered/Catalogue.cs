namespace WebhookSystem.LocalAws.Tests.Offered;

/// <summary>An operation that is offered, and a request that asks for it.</summary>
/// <param name="Path">With its query; of the JSON and query protocols, the root.</param>
public sealed record OfferedOperation(string Service, string Name, string Method, string Path)
{
    public override string ToString() => $"{Service}:{Name}";
}

/// <summary>All that is offered, by service.</summary>
internal static class Catalogue
{
    private const string ByTarget = """
        dynamodb BatchExecuteStatement BatchGetItem BatchWriteItem CreateTable DeleteItem DeleteTable DescribeTable
        dynamodb DescribeTimeToLive GetItem ListTables
        dynamodb ListTagsOfResource PutItem Query Scan TagResource TransactGetItems
        dynamodb TransactWriteItems UntagResource UpdateItem UpdateTable UpdateTimeToLive
        dynamodbstreams DescribeStream GetRecords GetShardIterator ListStreams
        sqs CancelMessageMoveTask ChangeMessageVisibility ChangeMessageVisibilityBatch CreateQueue DeleteMessage
        sqs DeleteMessageBatch DeleteQueue GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues
        sqs ListMessageMoveTasks ListQueueTags ListQueues PurgeQueue ReceiveMessage SendMessage SendMessageBatch
        sqs SetQueueAttributes StartMessageMoveTask TagQueue UntagQueue
        secretsmanager CreateSecret DeleteSecret DescribeSecret GetSecretValue ListSecretVersionIds ListSecrets
        secretsmanager PutSecretValue RestoreSecret TagResource UntagResource UpdateSecret UpdateSecretVersionStage
        sts AssumeRole AssumeRoleWithWebIdentity GetAccessKeyInfo GetCallerIdentity GetSessionToken
        """;

    private const string ByPath = """
        s3 ListBuckets GET /
        s3 CreateBucket PUT /b
        s3 HeadBucket HEAD /b
        s3 DeleteBucket DELETE /b
        s3 ListObjects GET /b
        s3 ListObjectsV2 GET /b?list-type=2
        s3 GetBucketAcl GET /b?acl
        s3 GetBucketLocation GET /b?location
        s3 PutBucketLifecycleConfiguration PUT /b?lifecycle
        s3 GetBucketLifecycleConfiguration GET /b?lifecycle
        s3 DeleteBucketLifecycle DELETE /b?lifecycle
        s3 DeleteObjects POST /b?delete
        s3 ListMultipartUploads GET /b?uploads
        s3 PutObject PUT /b/k
        s3 CopyObject PUT /b/k
        s3 GetObject GET /b/k
        s3 HeadObject HEAD /b/k
        s3 DeleteObject DELETE /b/k
        s3 CreateMultipartUpload POST /b/k?uploads
        s3 UploadPart PUT /b/k?uploadId=u&partNumber=1
        s3 UploadPartCopy PUT /b/k?uploadId=u&partNumber=1
        s3 CompleteMultipartUpload POST /b/k?uploadId=u
        s3 AbortMultipartUpload DELETE /b/k?uploadId=u
        s3 ListParts GET /b/k?uploadId=u
        lambda CreateFunction POST /2015-03-31/functions
        lambda ListFunctions GET /2015-03-31/functions
        lambda GetFunction GET /2015-03-31/functions/f
        lambda GetFunctionConfiguration GET /2015-03-31/functions/f/configuration
        lambda UpdateFunctionConfiguration PUT /2015-03-31/functions/f/configuration
        lambda Invoke POST /2015-03-31/functions/f/invocations
        lambda CreateEventSourceMapping POST /2015-03-31/event-source-mappings
        lambda ListEventSourceMappings GET /2015-03-31/event-source-mappings
        lambda GetEventSourceMapping GET /2015-03-31/event-source-mappings/00000000-0000-0000-0000-000000000000
        lambda UpdateEventSourceMapping PUT /2015-03-31/event-source-mappings/00000000-0000-0000-0000-000000000000
        lambda DeleteEventSourceMapping DELETE /2015-03-31/event-source-mappings/00000000-0000-0000-0000-000000000000
        pipes CreatePipe POST /v1/pipes/p
        pipes DescribePipe GET /v1/pipes/p
        pipes DeletePipe DELETE /v1/pipes/p
        """;

    public static IReadOnlyList<OfferedOperation> All { get; } = [.. Lines(ByTarget).SelectMany(static words =>
        words.Skip(1).Select(name => new OfferedOperation(words[0], name, "POST", "/")))
        .Concat(Lines(ByPath).Select(static words => new OfferedOperation(words[0], words[1], words[2], words[3])))];

    /// <summary>What X-Amz-Target says before the operation, of the services that are asked this way.</summary>
    public static string? TargetOf(string service) => service switch
    {
        "dynamodb" => "DynamoDB_20120810",
        "dynamodbstreams" => "DynamoDBStreams_20120810",
        "sqs" => "AmazonSQS",
        "secretsmanager" => "secretsmanager",
        _ => null,
    };

    private static IEnumerable<string[]> Lines(string text) =>
        text.Split('\n').Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
