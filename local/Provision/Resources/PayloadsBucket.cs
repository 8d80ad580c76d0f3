using Amazon.S3;
using Amazon.S3.Model;
using WebhookSystem.Contracts;

namespace WebhookSystem.Provision.Resources;

/// <summary>The claim checks' bucket, whose objects expire after the events that point to them.</summary>
internal static class PayloadsBucket
{
    private const string RuleId = "expire-payloads";

    private static readonly int Days = (int)Topology.Payloads.Retention.TotalDays;

    public static async Task EnsureAsync(IAmazonS3 s3, Report report, CancellationToken cancellationToken)
    {
        var change = Change.None;
        if (!await IsThereAsync(s3, cancellationToken))
        {
            await s3.PutBucketAsync(Topology.Payloads.BucketName, cancellationToken);
            change = Change.Created;
        }

        if (!await ExpiresAsync(s3, cancellationToken))
        {
            await s3.PutLifecycleConfigurationAsync(Lifecycle(), cancellationToken);
            change = change == Change.None ? Change.Updated : change;
        }

        report.Say(change, $"bucket {Topology.Payloads.BucketName}");
    }

    private static async Task<bool> IsThereAsync(IAmazonS3 s3, CancellationToken cancellationToken)
    {
        try
        {
            await s3.HeadBucketAsync(
                new HeadBucketRequest { BucketName = Topology.Payloads.BucketName }, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception error) when (error.StatusCode == System.Net.HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    private static async Task<bool> ExpiresAsync(IAmazonS3 s3, CancellationToken cancellationToken)
    {
        try
        {
            var lifecycle = await s3.GetLifecycleConfigurationAsync(Topology.Payloads.BucketName, cancellationToken);
            var rules = lifecycle.Configuration?.Rules ?? [];
            return rules.Any(rule => rule.Id == RuleId && rule.Expiration?.Days == Days);
        }
        catch (AmazonS3Exception error) when (error.ErrorCode == "NoSuchLifecycleConfiguration")
        {
            return false;
        }
    }

    private static PutLifecycleConfigurationRequest Lifecycle() => new()
    {
        BucketName = Topology.Payloads.BucketName,
        Configuration = new()
        {
            Rules =
            [
                new()
                {
                    Id = RuleId,
                    Status = LifecycleRuleStatus.Enabled,
                    Filter = new() { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = "" } },
                    Expiration = new() { Days = Days },
                },
            ],
        },
    };
}
