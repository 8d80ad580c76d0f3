using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace WebhookSystem.LocalAws.Tests.S3;

/// <summary>Storing, reading, copying and deleting objects.</summary>
public sealed class Objects(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Theory]
    [InlineData("plain")]
    [InlineData("with space + plus")]
    [InlineData("a//b/../c")]
    [InlineData("percent%2Fencoded")]
    [InlineData("umlaut-ü-😀")]
    [InlineData("ends/with/slash/")]
    [InlineData("question?and#hash&x=y")]
    public async Task A_key_is_any_text(string key)
    {
        var bucket = await localAws.CreateBucketAsync();

        await localAws.PutAsync(bucket, key, "body of " + key);

        Assert.Equal("body of " + key, await localAws.ReadAsync(bucket, key));
        var list = await localAws.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket });
        Assert.Equal(key, Assert.Single(list.S3Objects).Key);
    }

    [Fact]
    public async Task A_retention_is_not_passed_over_where_there_is_none()
    {
        var bucket = await localAws.CreateBucketAsync();
        await localAws.PutAsync(bucket, "k", "body");

        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => localAws.S3.DeleteObjectAsync(
            new DeleteObjectRequest { BucketName = bucket, Key = "k", BypassGovernanceRetention = true }));

        Assert.Equal("InvalidArgument", refusal.ErrorCode);
        Assert.Equal(
            "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.", refusal.Message);
        Assert.Equal("body", await localAws.ReadAsync(bucket, "k"));
    }

    [Fact]
    public async Task What_was_said_of_an_object_comes_back_with_it()
    {
        var bucket = await localAws.CreateBucketAsync();
        var put = new PutObjectRequest
        {
            BucketName = bucket,
            Key = "k",
            ContentBody = "{}",
            ContentType = "application/json",
        };
        put.Headers.ContentEncoding = "identity";
        put.Headers.CacheControl = "no-store";
        put.Metadata["source"] = "stripe";
        await localAws.S3.PutObjectAsync(put);

        var head = await localAws.S3.GetObjectMetadataAsync(bucket, "k");

        Assert.Equal("application/json", head.Headers.ContentType);
        Assert.Equal("identity", head.Headers.ContentEncoding);
        Assert.Equal("no-store", head.Headers.CacheControl);
        Assert.Equal("stripe", head.Metadata["source"]);
        Assert.Equal(2, head.ContentLength);
        Assert.Equal(ServerSideEncryptionMethod.AES256, head.ServerSideEncryptionMethod);
    }

    [Theory]
    [InlineData("bytes=0-3", "0123", "bytes 0-3/10")]
    [InlineData("bytes=7-", "789", "bytes 7-9/10")]
    [InlineData("bytes=-2", "89", "bytes 8-9/10")]
    [InlineData("bytes=5-100", "56789", "bytes 5-9/10")]
    [InlineData("bytes=3-1", "0123456789", null)]
    [InlineData("bytes=0-1,3-4", "0123456789", null)]
    public async Task A_range_is_read(string range, string expected, string? contentRange)
    {
        var bucket = await localAws.CreateBucketAsync();
        await localAws.PutAsync(bucket, "k", "0123456789");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{bucket}/k");
        request.Headers.TryAddWithoutValidation("Range", range);

        using var answer = await localAws.Http.SendAsync(request);

        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
        Assert.Equal(contentRange, answer.Content.Headers.ContentRange?.ToString());
        Assert.Equal(
            contentRange is null ? HttpStatusCode.OK : HttpStatusCode.PartialContent, answer.StatusCode);
    }

    [Fact]
    public async Task A_range_beyond_the_end_is_refused()
    {
        var bucket = await localAws.CreateBucketAsync();
        await localAws.PutAsync(bucket, "k", "0123456789");

        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => localAws.S3.GetObjectAsync(new GetObjectRequest
        {
            BucketName = bucket,
            Key = "k",
            ByteRange = new(100, 200),
        }));

        Assert.Equal("InvalidRange", refusal.ErrorCode);
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, refusal.StatusCode);
    }

    [Fact]
    public async Task Who_has_an_object_already_is_told_so()
    {
        var bucket = await localAws.CreateBucketAsync();
        var put = await localAws.PutAsync(bucket, "k", "body");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{bucket}/k");
        request.Headers.TryAddWithoutValidation("If-None-Match", put.ETag);

        using var answer = await localAws.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotModified, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task What_is_not_there_is_refused_by_name()
    {
        var bucket = await localAws.CreateBucketAsync();

        var noKey = await Assert.ThrowsAsync<NoSuchKeyException>(() => localAws.S3.GetObjectAsync(bucket, "none"));
        var noBucket = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => localAws.S3.GetObjectAsync("no-such-bucket", "none"));
        var noHead = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => localAws.S3.GetObjectMetadataAsync(bucket, "none"));

        Assert.Equal("The specified key does not exist.", noKey.Message);
        Assert.Equal("NoSuchBucket", noBucket.ErrorCode);
        Assert.Equal(HttpStatusCode.NotFound, noHead.StatusCode);
    }

    [Fact]
    public async Task Deleting_asks_for_no_existence()
    {
        var bucket = await localAws.CreateBucketAsync();
        await localAws.PutAsync(bucket, "a", "1");
        await localAws.PutAsync(bucket, "b", "2");

        var deleted = await localAws.S3.DeleteObjectsAsync(new DeleteObjectsRequest
        {
            BucketName = bucket,
            Objects = [new() { Key = "a" }, new() { Key = "none" }],
        });
        await localAws.S3.DeleteObjectAsync(bucket, "b");
        await localAws.S3.DeleteObjectAsync(bucket, "b");

        Assert.Equal(["a", "none"], deleted.DeletedObjects.Select(one => one.Key));
        var list = await localAws.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket });
        Assert.Equal(0, list.KeyCount);
    }

    [Fact]
    public async Task A_copy_takes_its_words_along_or_new_ones()
    {
        var bucket = await localAws.CreateBucketAsync();
        var put = new PutObjectRequest { BucketName = bucket, Key = "from", ContentBody = "body" };
        put.Metadata["source"] = "stripe";
        await localAws.S3.PutObjectAsync(put);

        await localAws.S3.CopyObjectAsync(bucket, "from", bucket, "to");
        var replacing = new CopyObjectRequest
        {
            SourceBucket = bucket,
            SourceKey = "from",
            DestinationBucket = bucket,
            DestinationKey = "from",
            MetadataDirective = S3MetadataDirective.REPLACE,
        };
        replacing.Metadata["source"] = "github";
        await localAws.S3.CopyObjectAsync(replacing);

        Assert.Equal("body", await localAws.ReadAsync(bucket, "to"));
        Assert.Equal("stripe", (await localAws.S3.GetObjectMetadataAsync(bucket, "to")).Metadata["source"]);
        Assert.Equal("github", (await localAws.S3.GetObjectMetadataAsync(bucket, "from")).Metadata["source"]);
    }

    [Fact]
    public async Task A_presigned_address_reads_for_a_while()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var server = await LocalAwsFixture.StartAsync(time);
        var bucket = await server.CreateBucketAsync();
        await server.PutAsync(bucket, "k", "body");
        var address = new Uri(await server.S3.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = "k",
            Expires = time.GetUtcNow().UtcDateTime.AddMinutes(5),
            Protocol = Protocol.HTTP,
        }));

        Assert.Equal("body", await server.Http.GetStringAsync(address));
        time.Advance(TimeSpan.FromMinutes(6));
        using var late = await server.Http.GetAsync(address);

        Assert.Equal(HttpStatusCode.Forbidden, late.StatusCode);
        Assert.Contains("Request has expired", await late.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a+key", "spaced")]
    [InlineData("a%2Bkey", "plus")]
    public async Task A_plus_in_the_source_of_a_copy_is_a_space(string source, string expected)
    {
        var bucket = await localAws.CreateBucketAsync();
        await localAws.PutAsync(bucket, "a key", "spaced");
        await localAws.PutAsync(bucket, "a+key", "plus");
        using var copy = new HttpRequestMessage(HttpMethod.Put, $"/{bucket}/to");
        copy.Headers.Add("x-amz-copy-source", $"{bucket}/{source}");

        using var answer = await localAws.Http.SendAsync(copy);

        answer.EnsureSuccessStatusCode();
        Assert.Equal(expected, await localAws.ReadAsync(bucket, "to"));
    }

    [Fact]
    public async Task A_host_may_name_the_bucket()
    {
        var bucket = await localAws.CreateBucketAsync();
        await localAws.PutAsync(bucket, "a/b", "body");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/a/b");
        request.Headers.Host = $"{bucket}.s3.localhost:{localAws.Endpoint.Port}";

        using var answer = await localAws.Http.SendAsync(request);

        Assert.Equal("body", Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()));
    }

    [Fact]
    public async Task What_is_not_offered_is_refused_by_its_name()
    {
        var bucket = await localAws.CreateBucketAsync();

        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => localAws.S3.GetBucketVersioningAsync(bucket));

        Assert.Equal("NotImplemented", refusal.ErrorCode);
        Assert.Contains("GetBucketVersioning", refusal.Message, StringComparison.Ordinal);
    }
}
