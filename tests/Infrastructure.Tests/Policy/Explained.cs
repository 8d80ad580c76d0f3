namespace WebhookSystem.Infrastructure.Tests.Policy;

/// <summary>Permissions whose use LocalAws cannot see, or that only an accident uses, each with its reason.</summary>
internal static class Explained
{
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["logs:CreateLogStream"] = "Lambda itself writes what a function prints, in the function's name.",
        ["logs:PutLogEvents"] = "Lambda itself writes what a function prints, in the function's name.",
        ["xray:PutTraceSegments"] = "Lambda itself sends its segments, in the function's name.",
        ["xray:PutTelemetryRecords"] = "Lambda itself sends its segments, in the function's name.",
        ["sqs:GetQueueAttributes"] = "Lambda's poller asks for it; LocalAws's has the queue at hand.",
        ["dynamodb:ListStreams"] = "Lambda and Pipes ask for it when a mapping or pipe is made.",
        ["s3:ListBucket"] = "Without it S3 answers 403, not 404, where a ticket's object is missing.",
        ["dynamodb:DeleteItem"] = "An operator's release of a quarantined event, of which the traffic has none.",
        ["lambda:InvokeFunction"] = "The pipe's; LocalAws's pipe has the function at hand.",
    };

    /// <summary>A mapping or pipe sends what it gives up, which nothing in the traffic makes it do.</summary>
    private static readonly string[] GivenUp = ["orderer", "pipe"];

    /// <summary>The Orderer sends itself a command where a walk is longer than a page of a thousand keys.</summary>
    private static readonly string LongWalk = Arns.OfQueue("webhook-commands");

    /// <summary>The ledger names the table of a scan, not its index.</summary>
    private const string Index = "/index/";

    public static bool IsNotToBeSeen(Granted grant) => Reasons.ContainsKey(grant.Action)
        || (grant.Action is "sqs:SendMessage" or "sqs:GetQueueUrl" && grant.Resource == LongWalk)
        || (grant.Action == "dynamodb:Scan" && grant.Resource.Contains(Index))
        || (grant.Action == "sqs:SendMessage" && grant.Resource == Arns.OfQueue("webhook-wakeups-dlq")
            && GivenUp.Contains(grant.Owner));
}
