using System.Text;
using System.Text.Json;

namespace WebhookSystem.LocalAws.Tests.Fuzzing;

/// <summary>Requests that are right, to be broken.</summary>
internal static class RequestSeeds
{
    public static (string Target, string Body)[] Declarations { get; } =
    [
        ("DynamoDB_20120810.CreateTable", """
            {"TableName":"table","BillingMode":"PAY_PER_REQUEST","KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}],
             "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
             "StreamSpecification":{"StreamEnabled":true,"StreamViewType":"NEW_AND_OLD_IMAGES"}}
            """),
        ("AmazonSQS.CreateQueue", """{"QueueName":"queue"}"""),
        ("secretsmanager.CreateSecret", """
            {"Name":"secret","SecretString":"s","ClientRequestToken":"11111111-1111-1111-1111-111111111111"}
            """),
    ];

    public static (string Target, string Body)[] Calls { get; } =
    [
        .. Declarations,
        ("DynamoDB_20120810.PutItem", """
            {"TableName":"table","Item":{"pk":{"S":"a"},"n":{"N":"1.5e3"},"l":{"L":[{"M":{"x":{"BOOL":true}}}]},
             "s":{"NS":["1","2"]},"b":{"B":"AAEC"}},"ReturnValues":"ALL_OLD","ReturnConsumedCapacity":"INDEXES"}
            """),
        ("DynamoDB_20120810.Query", """
            {"TableName":"table","KeyConditionExpression":"pk = :v","ExpressionAttributeValues":{":v":{"S":"a"}},
             "Limit":3,"ScanIndexForward":false,"Select":"COUNT"}
            """),
        ("DynamoDB_20120810.Scan", """{"TableName":"table","Segment":0,"TotalSegments":2,"ConsistentRead":true}"""),
        ("DynamoDB_20120810.TransactWriteItems", """
            {"ClientRequestToken":"t","TransactItems":[{"Put":{"TableName":"table","Item":{"pk":{"S":"b"}}}},
             {"Delete":{"TableName":"table","Key":{"pk":{"S":"c"}}}}]}
            """),
        ("DynamoDB_20120810.BatchGetItem", """{"RequestItems":{"table":{"Keys":[{"pk":{"S":"a"}}]}}}"""),
        ("DynamoDB_20120810.BatchWriteItem", """
            {"RequestItems":{"table":[{"PutRequest":{"Item":{"pk":{"S":"a"}}}},
             {"DeleteRequest":{"Key":{"pk":{"S":"b"}}}}]}}
            """),
        ("DynamoDB_20120810.UpdateItem", """
            {"TableName":"table","Key":{"pk":{"S":"a"}},"AttributeUpdates":{"n":{"Action":"ADD","Value":{"N":"1"}}},
             "Expected":{"n":{"ComparisonOperator":"BETWEEN","AttributeValueList":[{"N":"1"},{"N":"2"}]}}}
            """),
        ("DynamoDBStreams_20120810.ListStreams", """{"TableName":"table","Limit":3}"""),
        ("DynamoDBStreams_20120810.GetRecords", """{"ShardIterator":"AAAA","Limit":10}"""),
        ("AmazonSQS.SendMessage", """
            {"QueueUrl":"http://localhost/000000000000/queue","MessageBody":"b","DelaySeconds":0,
             "MessageAttributes":{"a":{"DataType":"Number","StringValue":"1"}}}
            """),
        ("AmazonSQS.SendMessageBatch", """
            {"QueueUrl":"http://localhost/000000000000/queue",
             "Entries":[{"Id":"1","MessageBody":"b"},{"Id":"2","MessageBody":"c"}]}
            """),
        ("AmazonSQS.ReceiveMessage", """
            {"QueueUrl":"http://localhost/000000000000/queue",
             "MaxNumberOfMessages":10,"WaitTimeSeconds":0,"AttributeNames":["All"]}
            """),
        ("AmazonSQS.DeleteMessage", """{"QueueUrl":"http://localhost/000000000000/queue","ReceiptHandle":"AAAA"}"""),
        ("AmazonSQS.SetQueueAttributes", """
            {"QueueUrl":"http://localhost/000000000000/queue","Attributes":{"RedrivePolicy":"{\"maxReceiveCount\":3}"}}
            """),
        ("secretsmanager.GetSecretValue", """{"SecretId":"secret","VersionStage":"AWSCURRENT"}"""),
        ("secretsmanager.ListSecrets", """{"Filters":[{"Key":"name","Values":["s"]}],"MaxResults":3}"""),
    ];

    public static string[] Updates { get; } =
    [
        "SET a.b[0] = if_not_exists(c, :v) + :v, d = list_append(:l, e) REMOVE f ADD g :v DELETE h :s",
    ];

    public static string[] Conditions { get; } =
    [
        "(attribute_not_exists(pk) OR size(a) > :v) AND NOT begins_with(b, :t) OR c BETWEEN :v AND :v OR d IN (:v, :t)",
    ];

    /// <summary>An object in two signed chunks with a trailer.</summary>
    public static byte[] Chunked { get; } = Encoding.ASCII.GetBytes(
        "6\r\nhello \r\n5\r\nworld\r\n0\r\nx-amz-checksum-crc32:DUoRhQ==\r\n\r\n");

    public static byte[] Deletion { get; } = Encoding.ASCII.GetBytes(
        "<Delete xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Object><Key>a</Key></Object>"
        + "<Object><Key>b</Key></Object><Quiet>true</Quiet></Delete>");

    /// <summary>An update with those expressions.</summary>
    public static byte[] Expression(string update, string condition) => JsonSerializer.SerializeToUtf8Bytes(new
    {
        TableName = "table",
        Key = new { pk = new { S = "a" } },
        UpdateExpression = update,
        ConditionExpression = condition,
        ExpressionAttributeValues = new Dictionary<string, object>
        {
            [":v"] = new { N = "1" }, [":t"] = new { S = "t" }, [":s"] = new { SS = new[] { "s" } },
            [":l"] = new { L = Array.Empty<object>() },
        },
    });
}
