using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Util;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.LocalAws.S3.Buckets;
using WebhookSystem.LocalAws.Tests.DynamoDb;

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
    public async Task A_region_that_is_none_has_no_buckets()
    {
        var refusal = await Calls.RefusalAsync(
            () => localAws.S3.ListBucketsAsync(new ListBucketsRequest { BucketRegion = "eu-east-1" }));

        Assert.Equal("InvalidArgument: Argument value eu-east-1 is not a valid AWS Region", refusal);
    }

    [Fact]
    public async Task The_older_name_of_a_region_is_kept_where_a_bucket_was_created_with_it()
    {
        var bucket = $"bucket-{Guid.NewGuid():N}";
        using var created = await CreateAsync(bucket, "<LocationConstraint>EU</LocationConstraint>");

        var location = await localAws.S3.GetBucketLocationAsync(bucket);
        var list = await localAws.S3.ListBucketsAsync(new ListBucketsRequest { Prefix = bucket });

        Assert.Equal($"http://{bucket}.s3.amazonaws.com/", created.Headers.Location?.OriginalString);
        Assert.Equal("EU", location.Location.Value);
        Assert.Equal("eu-west-1", Assert.Single(list.Buckets).BucketRegion);
    }

    [Theory]
    [InlineData("<LocationConstraint>eu-east-1</LocationConstraint>", "", HttpStatusCode.BadRequest)]
    [InlineData("<Tags><Tag><Key>k</Key><Value>v</Value></Tag></Tags>", "", HttpStatusCode.NotImplemented)]
    [InlineData("", "true", HttpStatusCode.NotImplemented)]
    [InlineData("", "false", HttpStatusCode.OK)]
    public async Task What_a_bucket_cannot_have_it_is_not_created_with(
        string settings, string locked, HttpStatusCode status)
    {
        using var answer = await CreateAsync($"bucket-{Guid.NewGuid():N}", settings, locked);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task The_home_region_is_told_by_an_element_that_is_empty()
    {
        var bucket = await localAws.CreateBucketAsync();

        Assert.Equal(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            + "<LocationConstraint xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"/>",
            await localAws.Http.GetStringAsync(new Uri($"/{bucket}?location", UriKind.Relative)));
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

    [Theory]
    [InlineData("all_storage_classes_128K", HttpStatusCode.OK)]
    [InlineData("varies_by_storage_class", HttpStatusCode.NotImplemented)]
    [InlineData("value", HttpStatusCode.BadRequest)]
    public async Task The_size_from_which_objects_move_on_is_the_usual_one(string size, HttpStatusCode status)
    {
        var bucket = await localAws.CreateBucketAsync();
        using var put = new HttpRequestMessage(HttpMethod.Put, $"/{bucket}?lifecycle")
        {
            Content = new StringContent(
                "<LifecycleConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Rule><Filter/>"
                + "<Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>"),
        };
        put.Headers.Add("x-amz-transition-default-minimum-object-size", size);

        using var answer = await localAws.Http.SendAsync(put);

        Assert.Equal(status, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> CreateAsync(string bucket, string settings, string? locked = null)
    {
        using var put = new HttpRequestMessage(HttpMethod.Put, "/" + bucket)
        {
            Content = new StringContent("<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                + settings + "</CreateBucketConfiguration>"),
        };
        if (locked is not null)
            put.Headers.Add("x-amz-bucket-object-lock-enabled", locked);
        return await localAws.Http.SendAsync(put);
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
