using Amazon.CDK;
using Amazon.CDK.AWS.S3;
using Constructs;
using WebhookSystem.Contracts;
using WebhookSystem.Infrastructure.Settings;

namespace WebhookSystem.Infrastructure.Keep;

/// <summary>Large bodies. A bucket's name is the whole world's: account and region make it ours.</summary>
internal static class PayloadBucket
{
    public static Bucket Create(Construct scope, EnvironmentSettings environment) => new(
        scope, "payloads", new BucketProps
        {
            BucketName = $"{Topology.Payloads.BucketName}-{Aws.ACCOUNT_ID}-{Aws.REGION}",
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            Encryption = BucketEncryption.S3_MANAGED,
            EnforceSSL = true,
            LifecycleRules =
            [
                new LifecycleRule
                {
                    Id = "expire-payloads",
                    Enabled = true,
                    Expiration = Duration.Days(Topology.Payloads.Retention.TotalDays),
                    AbortIncompleteMultipartUploadAfter = Duration.Days(1),
                },
            ],
            RemovalPolicy = environment.KeepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        });
}
