using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Util;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.LocalAws.S3.Buckets;

namespace WebhookSystem.LocalAws.Tests.S3;

/// <summary>Buckets and their lifecycle.</summary>
public sealed class Buckets(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task A_bucket_is_listed_located_and_deleted_when_empty()
    {
        var bucket = await localAws.CreateBucketAsync();
        await localAws.PutAsync(bucket, "k", "body");

        var list = await localAws.S3.ListBucketsAsync();
        var location = await localAws.S3.GetBucketLocationAsync(bucket);
        var full = await Assert.ThrowsAsync<AmazonS3Exception>(() => localAws.S3.DeleteBucketAsync(bucket));
        await localAws.S3.DeleteObjectAsync(bucket, "k");
        await localAws.S3.DeleteBucketAsync(bucket);

        Assert.Contains(bucket, list.Buckets.Select(one => one.BucketName));
        Assert.Equal("", location.Location?.Value ?? "");
        Assert.Equal("BucketNotEmpty", full.ErrorCode);
        Assert.False(await AmazonS3Util.DoesS3BucketExistV2Async(localAws.S3, bucket));
    }

    [Fact]
    public async Task Buckets_are_listed_by_prefix_and_region()
    {
        var bucket = await localAws.CreateBucketAsync();

        var here = await ListAsync("us-east-1");
        var elsewhere = await ListAsync("eu-west-1");

        Assert.Equal(bucket, here.Prefix);
        Assert.Equal([bucket], here.Buckets.Select(one => one.BucketName));
        Assert.Empty(elsewhere.Buckets ?? []);

        Task<ListBucketsResponse> ListAsync(string region) =>
            localAws.S3.ListBucketsAsync(new ListBucketsRequest { Prefix = bucket, BucketRegion = region });
    }

    [Fact]
    public async Task Creating_it_again_is_no_error()
    {
        var bucket = await localAws.CreateBucketAsync();

        var again = await localAws.S3.PutBucketAsync(bucket);

        Assert.Equal(HttpStatusCode.OK, again.HttpStatusCode);
    }

    [Theory]
    [InlineData("UPPER")]
    [InlineData("_local")]
    [InlineData("ab")]
    [InlineData("192.168.0.1")]
    public async Task A_name_that_is_none_is_refused(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, "/" + name);

        using var answer = await localAws.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("InvalidBucketName", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bucket_is_its_owner_s_alone()
    {
        var bucket = await localAws.CreateBucketAsync();

        var acl = await localAws.S3.GetBucketAclAsync(new GetBucketAclRequest { BucketName = bucket });

        var grant = Assert.Single(acl.Grants);
        Assert.Equal(Amazon.S3.S3Permission.FULL_CONTROL, grant.Permission);
        Assert.Equal(acl.Owner.Id, grant.Grantee.CanonicalUser);
    }

    [Fact]
    public async Task A_bucket_without_a_lifecycle_says_so()
    {
        var bucket = await localAws.CreateBucketAsync();
        await localAws.S3.PutLifecycleConfigurationAsync(bucket, Expiry("temporary/", 9));
        var set = await localAws.S3.GetLifecycleConfigurationAsync(bucket);
        await localAws.S3.DeleteLifecycleConfigurationAsync(bucket);

        // Not through the client, which makes an empty configuration of this refusal.
        using var after = await localAws.Http.GetAsync(new Uri($"/{bucket}?lifecycle", UriKind.Relative));

        Assert.Equal(9, Assert.Single(set.Configuration.Rules).Expiration.Days);
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
        Assert.Contains(
            "NoSuchLifecycleConfiguration", await after.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Filter><Prefix>a</Prefix></Filter>", HttpStatusCode.OK)]
    [InlineData("<Filter/>", HttpStatusCode.OK)]
    [InlineData("<Prefix>a</Prefix>", HttpStatusCode.OK)]
    [InlineData("<Prefix>a</Prefix><Filter><Prefix>a</Prefix></Filter>", HttpStatusCode.BadRequest)]
    [InlineData("", HttpStatusCode.BadRequest)]
    public async Task A_lifecycle_s_rule_has_a_filter_or_a_prefix(string which, HttpStatusCode status)
    {
        var bucket = await localAws.CreateBucketAsync();
        using var rules = new StringContent(
            "<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Rule><Status>Enabled</Status>"
            + which + "<Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>");

        using var answer = await localAws.Http.PutAsync(new Uri($"/{bucket}?lifecycle", UriKind.Relative), rules);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(
            status == HttpStatusCode.BadRequest,
            (await answer.Content.ReadAsStringAsync()).Contains("MalformedXML", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_object_is_gone_at_the_midnight_after_its_days()
    {
        var time = new FakeTimeProvider(new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));
        await using var server = await LocalAwsFixture.StartAsync(time);
        var bucket = await server.CreateBucketAsync();
        await server.S3.PutLifecycleConfigurationAsync(bucket, Expiry("temporary/", 9));
        await server.PutAsync(bucket, "temporary/a", "1");
        await server.PutAsync(bucket, "kept", "2");
        var head = await server.S3.GetObjectMetadataAsync(bucket, "temporary/a");

        time.Advance(new DateTimeOffset(2026, 3, 10, 23, 59, 0, TimeSpan.Zero) - time.GetUtcNow());
        var before = await server.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket });
        time.Advance(LifecycleSweeper.Period * 2);

        Assert.Equal(new(2026, 3, 11, 0, 0, 0, DateTimeKind.Utc), head.Expiration.ExpiryDate.ToUniversalTime());
        Assert.Equal(2, before.KeyCount);
        Assert.Equal(["kept"], await KeysWhenAsync(server, bucket, count: 1));
    }

    private static async Task<IEnumerable<string>> KeysWhenAsync(LocalAwsFixture server, string bucket, int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            var list = await server.S3.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = bucket }, deadline.Token);
            if (list.KeyCount == count)
                return list.S3Objects.Select(one => one.Key);
        }
    }

    private static LifecycleConfiguration Expiry(string prefix, int days) => new()
    {
        Rules =
        [
            new()
            {
                Id = "expiry",
                Status = LifecycleRuleStatus.Enabled,
                Filter = new() { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = prefix } },
                Expiration = new() { Days = days },
            },
        ],
    };
}
