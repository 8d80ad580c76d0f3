using Amazon.S3;
using Amazon.S3.Model;

namespace WebhookSystem.LocalAws.Tests.S3;

/// <summary>Listing a bucket page by page, whole or by folders.</summary>
public sealed class Listings(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private static readonly string[] Keys = ["a/1", "a/2", "b", "c/d/1", "c/e", "z"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(100)]
    public async Task Pages_together_are_the_bucket_in_order(int pageSize)
    {
        var bucket = await FillAsync();
        List<string> found = [];
        var request = new ListObjectsV2Request { BucketName = bucket, MaxKeys = pageSize };

        ListObjectsV2Response page;
        do
        {
            page = await localAws.S3.ListObjectsV2Async(request);
            found.AddRange((page.S3Objects ?? []).Select(one => one.Key));
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);

        Assert.Equal(Keys, found);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public async Task A_folder_stands_once_for_all_that_is_in_it(int pageSize)
    {
        var bucket = await FillAsync();
        List<string> found = [];
        var request = new ListObjectsV2Request { BucketName = bucket, MaxKeys = pageSize, Delimiter = "/" };

        ListObjectsV2Response page;
        do
        {
            page = await localAws.S3.ListObjectsV2Async(request);
            found.AddRange((page.S3Objects ?? []).Select(one => one.Key));
            found.AddRange(page.CommonPrefixes ?? []);
            request.ContinuationToken = page.NextContinuationToken;
        }
        while (page.IsTruncated == true);

        Assert.Equal(["a/", "b", "c/", "z"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_prefix_narrows_and_a_start_skips()
    {
        var bucket = await FillAsync();

        var list = await localAws.S3.ListObjectsV2Async(new ListObjectsV2Request
        {
            BucketName = bucket,
            Prefix = "a/",
            StartAfter = "a/1",
        });

        Assert.Equal(["a/2"], list.S3Objects.Select(one => one.Key));
    }

    [Fact]
    public async Task Where_a_token_leads_on_the_start_is_not_told_again()
    {
        var request = new ListObjectsV2Request { BucketName = await FillAsync(), StartAfter = "a/1", MaxKeys = 1 };

        var first = await localAws.S3.ListObjectsV2Async(request);
        request.ContinuationToken = first.NextContinuationToken;
        var second = await localAws.S3.ListObjectsV2Async(request);

        Assert.Equal("a/1", first.StartAfter);
        Assert.Null(second.StartAfter);
        Assert.Equal(request.ContinuationToken, second.ContinuationToken);
        Assert.Equal(["b"], second.S3Objects.Select(one => one.Key));
    }

    [Fact]
    public async Task The_elder_listing_goes_on_by_marker()
    {
        var bucket = await FillAsync();

        var first = await localAws.S3.ListObjectsAsync(new ListObjectsRequest
        {
            BucketName = bucket,
            MaxKeys = 2,
            Delimiter = "/",
        });
        var second = await localAws.S3.ListObjectsAsync(new ListObjectsRequest
        {
            BucketName = bucket,
            Delimiter = "/",
            Marker = first.NextMarker,
        });

        Assert.Equal("b", first.NextMarker);
        Assert.Equal(["z"], second.S3Objects.Select(one => one.Key));
        Assert.Equal(["c/"], second.CommonPrefixes);
    }

    [Fact]
    public async Task A_token_that_is_none_is_refused()
    {
        var bucket = await FillAsync();

        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => localAws.S3.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = bucket, ContinuationToken = "no token!" }));

        Assert.Equal("InvalidArgument", refusal.ErrorCode);
        Assert.Equal("The continuation token provided is incorrect", refusal.Message);
    }

    [Fact]
    public async Task A_listing_tells_whole_seconds_and_where_its_bucket_lies()
    {
        var bucket = await FillAsync();

        using var answer = await localAws.Http.GetAsync(new Uri($"/{bucket}", UriKind.Relative));

        var text = await answer.Content.ReadAsStringAsync();
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult ", text,
            StringComparison.Ordinal);
        Assert.Contains(".000Z</LastModified>", text, StringComparison.Ordinal);
        Assert.Equal("us-east-1", Assert.Single(answer.Headers.GetValues("x-amz-bucket-region")));
    }

    private async Task<string> FillAsync()
    {
        var bucket = await localAws.CreateBucketAsync();
        foreach (var key in Keys)
            await localAws.PutAsync(bucket, key, key);
        return bucket;
    }
}
