using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using WebhookSystem.LocalAws.Tests.DynamoDb;

namespace WebhookSystem.LocalAws.Tests.S3;

/// <summary>What an upload is told of before it is complete, and what its parts are known by afterwards.</summary>
public sealed class Uploads(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task The_uploads_of_a_key_are_listed_in_the_order_of_their_beginnings_page_by_page()
    {
        var bucket = await localAws.CreateBucketAsync();
        List<string> begun = [];
        for (var i = 0; i < 8; i++)
            begun.Add(await StartAsync(bucket, "k"));
        List<string> listed = [];
        var request = new ListMultipartUploadsRequest { BucketName = bucket, MaxUploads = 3 };

        ListMultipartUploadsResponse page;
        do
        {
            page = await localAws.S3.ListMultipartUploadsAsync(request);
            listed.AddRange(page.MultipartUploads.Select(one => one.UploadId));
            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
        while (page.IsTruncated == true);

        Assert.Equal(begun, listed);
        Assert.Equal("root", page.MultipartUploads[0].Initiator.DisplayName);
    }

    [Fact]
    public async Task A_marker_of_another_key_is_refused()
    {
        var bucket = await localAws.CreateBucketAsync();
        var other = await StartAsync(bucket, "b");

        var request = new ListMultipartUploadsRequest { BucketName = bucket, KeyMarker = "a", UploadIdMarker = other };

        var refusal = await Calls.RefusalAsync(() => localAws.S3.ListMultipartUploadsAsync(request));

        Assert.Equal("InvalidArgument: Invalid uploadId marker", refusal);
    }

    [Fact]
    public async Task A_delete_since_its_begin_is_in_the_way_of_an_upload_that_wants_nothing_there()
    {
        var bucket = await localAws.CreateBucketAsync();
        await localAws.PutAsync(bucket, "k", "body");
        var late = await StartAsync(bucket, "k");
        var part = await UploadAsync(bucket, late, null);
        await localAws.S3.DeleteObjectAsync(bucket, "k");

        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => CompleteAsync(late, part));
        var anew = await StartAsync(bucket, "k");
        var completed = await CompleteAsync(anew, await UploadAsync(bucket, anew, null));

        Assert.Equal(("ConditionalRequestConflict", 409), (refusal.ErrorCode, (int)refusal.StatusCode));
        Assert.Equal(HttpStatusCode.OK, completed.HttpStatusCode);

        Task<CompleteMultipartUploadResponse> CompleteAsync(string upload, UploadPartResponse part) =>
            localAws.S3.CompleteMultipartUploadAsync(new()
            {
                BucketName = bucket, Key = "k", UploadId = upload, PartETags = [new(1, part.ETag)], IfNoneMatch = "*",
            });
    }

    [Fact]
    public async Task A_completion_without_a_document_names_no_part()
    {
        var bucket = await localAws.CreateBucketAsync();
        var upload = await StartAsync(bucket, "k");

        using var answer = await localAws.Http.PostAsync(
            new Uri($"/{bucket}/k?uploadId={upload}", UriKind.Relative), null);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("You must specify at least one part", await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_s_checksum_by_another_algorithm_does_not_fit()
    {
        var bucket = await localAws.CreateBucketAsync();
        var upload = await StartAsync(bucket, "k", ChecksumAlgorithm.CRC32);
        var part = await UploadAsync(bucket, upload, ChecksumAlgorithm.CRC32);

        var refusal = await Calls.RefusalAsync(() => localAws.S3.CompleteMultipartUploadAsync(new()
        {
            BucketName = bucket,
            Key = "k",
            UploadId = upload,
            PartETags = [new() { PartNumber = 1, ETag = part.ETag, ChecksumSHA1 = "qZk+NkcGgWq6PiVxeFDCbJzQ2J0=" }],
        }));

        Assert.Equal("BadDigest: The sha1 you specified for part 1 did not match what we received.", refusal);
    }

    [Theory]
    [InlineData(null, "BadDigest")]
    [InlineData("FULL_OBJECT", null)]
    public async Task A_checksum_of_the_whole_says_that_it_is_one(string? type, string? code)
    {
        var bucket = await localAws.CreateBucketAsync();
        var upload = await StartAsync(bucket, "k", ChecksumAlgorithm.CRC32, ChecksumType.FULL_OBJECT);
        var part = await UploadAsync(bucket, upload, ChecksumAlgorithm.CRC32);
        var completion = new CompleteMultipartUploadRequest
        {
            BucketName = bucket,
            Key = "k",
            UploadId = upload,
            PartETags = [new(part)],
            ChecksumCRC32 = part.ChecksumCRC32,
            ChecksumType = type,
        };

        var refusal = await Record.ExceptionAsync(() => localAws.S3.CompleteMultipartUploadAsync(completion));

        Assert.Equal(code, (refusal as AmazonS3Exception)?.ErrorCode);
    }

    [Fact]
    public async Task A_part_that_is_read_alone_brings_its_own_checksum()
    {
        var bucket = await localAws.CreateBucketAsync();
        var upload = await StartAsync(bucket, "k", ChecksumAlgorithm.SHA256);
        var part = await UploadAsync(bucket, upload, ChecksumAlgorithm.SHA256);
        await localAws.S3.CompleteMultipartUploadAsync(new()
        {
            BucketName = bucket,
            Key = "k",
            UploadId = upload,
            PartETags = [new(part, copyChecksums: true)],
        });

        var whole = await HeadAsync(null);
        var alone = await HeadAsync(1);

        Assert.EndsWith("-1", whole.ChecksumSHA256, StringComparison.Ordinal);
        Assert.Equal(part.ChecksumSHA256, alone.ChecksumSHA256);
        Assert.Equal(ChecksumType.COMPOSITE, alone.ChecksumType);

        Task<GetObjectMetadataResponse> HeadAsync(int? number) => localAws.S3.GetObjectMetadataAsync(new()
        {
            BucketName = bucket, Key = "k", PartNumber = number, ChecksumMode = ChecksumMode.ENABLED,
        });
    }

    [Fact]
    public async Task A_key_of_the_caller_s_comes_too_late_with_a_part()
    {
        var bucket = await localAws.CreateBucketAsync();
        var upload = await StartAsync(bucket, "k");
        using var put = new HttpRequestMessage(HttpMethod.Put, $"/{bucket}/k?partNumber=1&uploadId={upload}");
        put.Headers.Add("x-amz-server-side-encryption-customer-algorithm", "AES256");

        using var answer = await localAws.Http.SendAsync(put);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    private async Task<string> StartAsync(
        string bucket, string key, ChecksumAlgorithm? algorithm = null, ChecksumType? type = null) =>
        (await localAws.S3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest
        {
            BucketName = bucket, Key = key, ChecksumAlgorithm = algorithm, ChecksumType = type,
        })).UploadId;

    private Task<UploadPartResponse> UploadAsync(string bucket, string upload, ChecksumAlgorithm? algorithm) =>
        localAws.S3.UploadPartAsync(new()
        {
            BucketName = bucket,
            Key = "k",
            UploadId = upload,
            PartNumber = 1,
            InputStream = new MemoryStream(new byte[10]),
            ChecksumAlgorithm = algorithm,
        });
}
