using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.SQS;
using WebhookSystem.Contracts;

namespace WebhookSystem.Infrastructure.Permit;

/// <summary>The words that permissions are made of: each what a room calls, and no more.</summary>
internal static class Permissions
{
    /// <summary>What a Lambda mapping does on behalf of its function.</summary>
    public static Allowance ToBeFedBy(IQueue queue) =>
        new(["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], queue.QueueArn);

    /// <summary>Rooms know queues by name and ask for their addresses.</summary>
    public static Allowance ToSend(params IReadOnlyList<IQueue> queues) =>
        new(["sqs:GetQueueUrl", "sqs:SendMessage"], [.. queues.Select(queue => queue.QueueArn)]);

    /// <summary>Where a mapping or a pipe puts what it gives up.</summary>
    public static Allowance ToGiveUp(IQueue queue) => new(["sqs:SendMessage"], queue.QueueArn);

    public static Allowance ToReadStream(Table table) => new(
        ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], table.TableStreamArn!);

    /// <summary>What Lambda and Pipes ask for when they begin; IAM knows no resource for it.</summary>
    public static Allowance ToFindStreams() => new(["dynamodb:ListStreams"], "*");

    /// <summary>A put, and a count of duplicates.</summary>
    public static Allowance ToStore(Table table) => new(["dynamodb:PutItem", "dynamodb:UpdateItem"], table.TableArn);

    /// <summary>The Processor's besides: many at once, and a look at what is there already.</summary>
    public static Allowance ToStoreMany(Table table) =>
        new(["dynamodb:PartiQLInsert", "dynamodb:GetItem"], table.TableArn);

    /// <summary>The Orderer's: cursors, marks and logs of keys, one by one or many, and their events.</summary>
    public static Allowance ToOrder(Table table) => new(
        [
            "dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:PutItem", "dynamodb:UpdateItem",
            "dynamodb:PartiQLInsert", "dynamodb:PartiQLUpdate",
        ],
        table.TableArn);

    /// <summary>The Orderer's by command: it walks over a key, or all keys, and puts quarantined events back.</summary>
    public static Allowance ToOperate(Table table) =>
        new(["dynamodb:Query", "dynamodb:Scan", "dynamodb:DeleteItem"], table.TableArn);

    /// <summary>Of the scheduled check: the cursors that are not settled, and no event.</summary>
    public static Allowance ToCheck(Table table) =>
        new(["dynamodb:Scan"], $"{table.TableArn}/index/{Topology.Table.UnsettledIndex}");

    /// <summary>The Dashboard's, when it begins anew.</summary>
    public static Allowance ToScan(Table table) =>
        new(["dynamodb:DescribeTable", "dynamodb:Scan"], table.TableArn);

    /// <summary>The Dashboard's: the page of an event or a key asks the table itself.</summary>
    public static Allowance ToLookUp(Table table) =>
        new(["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"], table.TableArn);

    /// <summary>An operator's record, and a dead event that is dead no more.</summary>
    public static Allowance ToRecord(Table table) => new(["dynamodb:PutItem", "dynamodb:DeleteItem"], table.TableArn);

    /// <summary>How much lies in each queue.</summary>
    public static Allowance ToCount(IReadOnlyList<IQueue> queues) =>
        new(["sqs:GetQueueUrl", "sqs:GetQueueAttributes"], [.. queues.Select(queue => queue.QueueArn)]);

    /// <summary>To look into a dead-letter queue, and to take out what is sent back.</summary>
    public static Allowance ToEmpty(IReadOnlyList<IQueue> queues) => new(
        ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"],
        [.. queues.Select(queue => queue.QueueArn)]);

    /// <summary>When each version of a secret came and was used last; never what it is.</summary>
    public static Allowance ToListVersions(IReadOnlyList<string> secrets) =>
        new(["secretsmanager:ListSecretVersionIds"], secrets);

    public static Allowance ToCheckIn(IBucket bucket) => new(["s3:PutObject"], bucket.ArnForObjects("*"));

    public static Allowance ToRedeem(IBucket bucket) => new(["s3:GetObject"], bucket.ArnForObjects("*"));

    /// <summary>Without it S3 does not say that an object is missing, but that it is forbidden.</summary>
    public static Allowance ToHearOfMissing(IBucket bucket) => new(["s3:ListBucket"], bucket.BucketArn);

    public static Allowance ToReadSecrets(IReadOnlyList<string> secrets) =>
        new(["secretsmanager:GetSecretValue"], secrets);

    public static Allowance ToInvoke(IFunction function) => new(["lambda:InvokeFunction"], function.FunctionArn);

    /// <summary>IAM knows no resource for X-Ray's segments.</summary>
    public static Allowance ToTrace() => new(["xray:PutTraceSegments", "xray:PutTelemetryRecords"], "*");

    public static Allowance ToLog(string logGroupArn) =>
        new(["logs:CreateLogStream", "logs:PutLogEvents"], logGroupArn);
}
