using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace WebhookSystem.LocalAws.Tests.S3;

/// <summary>The writes that a claim check rests on: one of many makes the object, the others hear of it.</summary>
public sealed class ConditionalWrites(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task Of_many_the_one_that_has_changed_is_not_deleted()
    {
        var bucket = await localAws.CreateBucketAsync();
        var tag = (await localAws.PutAsync(bucket, "same", "1")).ETag;
        await localAws.PutAsync(bucket, "changed", "2");

        var error = await Assert.ThrowsAsync<DeleteObjectsException>(() => localAws.S3.DeleteObjectsAsync(
            new DeleteObjectsRequest
            {
                BucketName = bucket,
                Objects =
                [
                    new() { Key = "same", ETag = tag }, new() { Key = "changed", ETag = tag },
                    new() { Key = "gone", ETag = tag },
                ],
            }));

        var refused = Assert.Single(error.Response.DeleteErrors);
        Assert.Equal(("changed", "PreconditionFailed"), (refused.Key, refused.Code));
        var list = await localAws.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket });
        Assert.Equal("changed", Assert.Single(list.S3Objects).Key);
    }

    [Fact]
    public async Task Of_ten_at_once_one_is_stored_and_nine_are_refused()
    {
        var bucket = await localAws.CreateBucketAsync();

        var stored = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(number => TryPutAsync(bucket, $"body {number}")));

        Assert.Single(stored, one => one);
    }

    [Fact]
    public async Task A_refusal_names_the_condition_and_keeps_the_object()
    {
        var bucket = await localAws.CreateBucketAsync();
        await TryPutAsync(bucket, "first");

        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => localAws.S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = bucket,
            Key = "k",
            ContentBody = "second",
            IfNoneMatch = "*",
        }));

        Assert.Equal("PreconditionFailed", refusal.ErrorCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, refusal.StatusCode);
        Assert.Equal("At least one of the pre-conditions you specified did not hold", refusal.Message);
        Assert.Equal("first", await localAws.ReadAsync(bucket, "k"));
    }

    [Fact]
    public async Task An_object_is_replaced_only_by_who_knows_its_tag()
    {
        var bucket = await localAws.CreateBucketAsync();
        var first = await localAws.PutAsync(bucket, "k", "first");
        var second = new PutObjectRequest
        {
            BucketName = bucket,
            Key = "k",
            ContentBody = "second",
            IfMatch = first.ETag,
        };
        await localAws.S3.PutObjectAsync(second);

        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => localAws.S3.PutObjectAsync(second));

        Assert.Equal("PreconditionFailed", refusal.ErrorCode);
        Assert.Equal("second", await localAws.ReadAsync(bucket, "k"));
    }

    [Fact]
    public async Task A_tag_for_a_key_that_is_not_there_finds_no_key()
    {
        var bucket = await localAws.CreateBucketAsync();

        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => localAws.S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = bucket,
            Key = "k",
            ContentBody = "x",
            IfMatch = "\"098f6bcd4621d373cade4e832627b4f6\"",
        }));

        Assert.Equal("NoSuchKey", refusal.ErrorCode);
        Assert.Equal(HttpStatusCode.NotFound, refusal.StatusCode);
    }

    [Fact]
    public async Task What_is_not_there_is_deleted_but_not_by_its_tag()
    {
        var bucket = await localAws.CreateBucketAsync();

        var deleted = await localAws.S3.DeleteObjectAsync(bucket, "k");
        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => localAws.S3.DeleteObjectAsync(
            new DeleteObjectRequest { BucketName = bucket, Key = "k", IfMatch = "\"some\"" }));

        Assert.Equal(HttpStatusCode.NoContent, deleted.HttpStatusCode);
        Assert.Equal("NoSuchKey", refusal.ErrorCode);
    }

    private async Task<bool> TryPutAsync(string bucket, string body)
    {
        try
        {
            await localAws.S3.PutObjectAsync(new PutObjectRequest
            {
                BucketName = bucket,
                Key = "k",
                ContentBody = body,
                IfNoneMatch = "*",
            });
            return true;
        }
        catch (AmazonS3Exception refusal) when (refusal.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            return false;
        }
    }
}
