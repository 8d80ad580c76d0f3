namespace WebhookSystem.LocalAws.Ledger;

/// <summary>The IAM action that a call needs, where it has not the operation's own name.</summary>
internal static class Permissions
{
    private static readonly Dictionary<string, string> Renamed = new(StringComparer.Ordinal)
    {
        ["sqs:SendMessageBatch"] = "sqs:SendMessage",
        ["sqs:DeleteMessageBatch"] = "sqs:DeleteMessage",
        ["sqs:ChangeMessageVisibilityBatch"] = "sqs:ChangeMessageVisibility",

        // A transaction needs what each of its actions would need alone.
        ["dynamodb:TransactWriteItems"] = "dynamodb:PutItem|UpdateItem|DeleteItem|ConditionCheckItem",
        ["dynamodb:TransactGetItems"] = "dynamodb:GetItem",
        ["s3:HeadObject"] = "s3:GetObject",
        ["s3:HeadBucket"] = "s3:ListBucket",
        ["s3:ListObjects"] = "s3:ListBucket",
        ["s3:ListObjectsV2"] = "s3:ListBucket",
        ["s3:ListBuckets"] = "s3:ListAllMyBuckets",
        ["s3:CopyObject"] = "s3:PutObject",
        ["s3:DeleteObjects"] = "s3:DeleteObject",
        ["s3:CreateMultipartUpload"] = "s3:PutObject",
        ["s3:UploadPart"] = "s3:PutObject",
        ["s3:UploadPartCopy"] = "s3:PutObject",
        ["s3:CompleteMultipartUpload"] = "s3:PutObject",
        ["s3:ListParts"] = "s3:ListMultipartUploadParts",
        ["s3:ListMultipartUploads"] = "s3:ListBucketMultipartUploads",
        ["s3:PutBucketLifecycleConfiguration"] = "s3:PutLifecycleConfiguration",
        ["s3:GetBucketLifecycleConfiguration"] = "s3:GetLifecycleConfiguration",
        ["s3:DeleteBucketLifecycle"] = "s3:PutLifecycleConfiguration",
        ["lambda:Invoke"] = "lambda:InvokeFunction",
    };

    /// <summary>Null where nobody needs a permission: a function's execution.</summary>
    public static string? Of(string service, string operation)
    {
        if (operation == CallLedger.Execution)
            return null;
        var action = $"{service}:{operation}";
        return Renamed.GetValueOrDefault(action, action);
    }
}
