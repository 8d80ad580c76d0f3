using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace WebhookSystem.LocalAws.Tests.S3;

/// <summary>Large objects, uploaded in parts.</summary>
public sealed class MultipartUploads(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private const int PartBytes = 5 * 1024 * 1024;

    [Fact]
    public async Task A_large_file_goes_there_and_back()
    {
        var bucket = await localAws.CreateBucketAsync();
        var body = new byte[17 * 1024 * 1024];
        new Random(1).NextBytes(body);
        using var transfer = new TransferUtility(localAws.S3);

        await transfer.UploadAsync(new MemoryStream(body), bucket, "large");

        using var answer = await localAws.S3.GetObjectAsync(bucket, "large");
        using var read = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(read);
        Assert.Equal(body, read.ToArray());
        Assert.EndsWith("-3\"", answer.ETag, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CRC32", "COMPOSITE")]
    [InlineData("CRC32", "FULL_OBJECT")]
    [InlineData("CRC64NVME", "FULL_OBJECT")]
    [InlineData("SHA256", "COMPOSITE")]
    public async Task Parts_join_under_one_checksum(string algorithm, string type)
    {
        var (bucket, upload) = await StartAsync(new(algorithm), new(type));
        var first = await UploadPartAsync(bucket, upload, 1, PartBytes, new(algorithm));
        var second = await UploadPartAsync(bucket, upload, 2, 10, new(algorithm));

        var completed = await localAws.S3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
        {
            BucketName = bucket,
            Key = "k",
            UploadId = upload,
            PartETags = [new(first, copyChecksums: true), new(second, copyChecksums: true)],
        });

        Assert.Equal(type, completed.ChecksumType);
        string?[] checksums = [completed.ChecksumCRC32, completed.ChecksumCRC64NVME, completed.ChecksumSHA256];
        var checksum = Assert.Single(checksums, one => one is not null);
        Assert.Equal(type == "COMPOSITE", checksum!.EndsWith("-2", StringComparison.Ordinal));
        Assert.Equal(PartBytes + 10, (await localAws.S3.GetObjectMetadataAsync(bucket, "k")).ContentLength);
    }

    [Theory]
    [InlineData("AAAAAAAAAAA=", "BadDigest")]
    [InlineData("unLSVP1nHn0=", null)]
    public async Task A_checksum_of_the_whole_is_held_against_it(string checksum, string? refusedAs)
    {
        var (bucket, upload) = await StartAsync(ChecksumAlgorithm.CRC64NVME, ChecksumType.FULL_OBJECT);
        var part = await UploadPartAsync(bucket, upload, 1, 10, ChecksumAlgorithm.CRC64NVME);
        var completion = new CompleteMultipartUploadRequest
        {
            BucketName = bucket,
            Key = "k",
            UploadId = upload,
            PartETags = [new(part)],
            ChecksumCRC64NVME = checksum,
        };

        var refusal = await Record.ExceptionAsync(() => localAws.S3.CompleteMultipartUploadAsync(completion));

        Assert.Equal(refusedAs, (refusal as AmazonS3Exception)?.ErrorCode);
    }

    [Theory]
    [InlineData(2L, 5L, "2345")]
    [InlineData(null, null, "0123456789")]
    public async Task A_part_is_copied_from_what_is_there(long? first, long? last, string copied)
    {
        var (bucket, upload) = await StartAsync(null, null);
        await localAws.PutAsync(bucket, "source", "0123456789");

        var part = await localAws.S3.CopyPartAsync(new CopyPartRequest
        {
            SourceBucket = bucket, SourceKey = "source", DestinationBucket = bucket, DestinationKey = "k",
            UploadId = upload, PartNumber = 1, FirstByte = first, LastByte = last,
        });
        await localAws.S3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
        {
            BucketName = bucket, Key = "k", UploadId = upload, PartETags = [new(1, part.ETag)],
        });

        Assert.Equal(copied, await localAws.ReadAsync(bucket, "k"));
    }

    [Fact]
    public async Task Parts_out_of_order_are_refused()
    {
        var (bucket, upload) = await StartAsync(null, null);
        var first = await UploadPartAsync(bucket, upload, 1, PartBytes, null);
        var second = await UploadPartAsync(bucket, upload, 2, 10, null);
        using var document = new StringContent(
            $"""
            <CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
              <Part><PartNumber>2</PartNumber><ETag>{second.ETag}</ETag></Part>
              <Part><PartNumber>1</PartNumber><ETag>{first.ETag}</ETag></Part>
            </CompleteMultipartUpload>
            """);

        // Not through the client, which sorts what it is given.
        using var answer = await localAws.Http.PostAsync(
            new Uri($"/{bucket}/k?uploadId={upload}", UriKind.Relative), document);

        Assert.Contains("InvalidPartOrder", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_that_is_too_small_or_unknown_is_refused()
    {
        var (bucket, upload) = await StartAsync(null, null);
        var first = await UploadPartAsync(bucket, upload, 1, 10, null);
        var second = await UploadPartAsync(bucket, upload, 2, 10, null);

        var small = await RefusedCompletionAsync(bucket, upload, [new(1, first.ETag), new(2, second.ETag)]);
        var unknown = await RefusedCompletionAsync(bucket, upload, [new(3, first.ETag)]);

        Assert.Equal("EntityTooSmall", small);
        Assert.Equal("InvalidPart", unknown);
    }

    [Fact]
    public async Task An_upload_is_listed_until_it_is_given_up()
    {
        var (bucket, upload) = await StartAsync(null, null);
        await UploadPartAsync(bucket, upload, 7, 10, null);

        var uploads = await localAws.S3.ListMultipartUploadsAsync(bucket);
        var parts = await localAws.S3.ListPartsAsync(bucket, "k", upload);
        await localAws.S3.AbortMultipartUploadAsync(bucket, "k", upload);

        Assert.Equal(upload, Assert.Single(uploads.MultipartUploads).UploadId);
        Assert.Equal((7, 10L), (parts.Parts[0].PartNumber!.Value, parts.Parts[0].Size!.Value));
        var gone = await Assert.ThrowsAsync<AmazonS3Exception>(() => localAws.S3.ListPartsAsync(bucket, "k", upload));
        Assert.Equal("NoSuchUpload", gone.ErrorCode);
    }

    [Fact]
    public async Task Who_completes_once_more_gets_the_same_answer_while_the_object_is_there()
    {
        var (bucket, upload) = await StartAsync(null, null);
        var part = await UploadPartAsync(bucket, upload, 1, 10, null);
        var completion = new CompleteMultipartUploadRequest
        {
            BucketName = bucket,
            Key = "k",
            UploadId = upload,
            PartETags = [new(1, part.ETag)],
        };

        var first = await localAws.S3.CompleteMultipartUploadAsync(completion);
        completion.IfNoneMatch = "*";
        var second = await localAws.S3.CompleteMultipartUploadAsync(completion);
        var other = await RefusedCompletionAsync(bucket, upload, [new(1, "00000000000000000000000000000000")]);
        await localAws.S3.DeleteObjectAsync(bucket, "k");
        var gone = await RefusedCompletionAsync(bucket, upload, completion.PartETags);

        Assert.Equal(first.ETag, second.ETag);
        Assert.Equal(first.ChecksumCRC64NVME, second.ChecksumCRC64NVME);
        Assert.Equal("NoSuchUpload", other);
        Assert.Equal("NoSuchUpload", gone);
    }

    [Fact]
    public async Task A_completion_keeps_to_its_condition()
    {
        var (bucket, upload) = await StartAsync(null, null);
        var part = await UploadPartAsync(bucket, upload, 1, 10, null);
        await localAws.PutAsync(bucket, "k", "was faster");

        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(() => localAws.S3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest
            {
                BucketName = bucket,
                Key = "k",
                UploadId = upload,
                PartETags = [new(part)],
                IfNoneMatch = "*",
            }));

        Assert.Equal("PreconditionFailed", refusal.ErrorCode);
        Assert.Equal("was faster", await localAws.ReadAsync(bucket, "k"));
    }

    [Fact]
    public async Task What_was_written_since_an_upload_began_is_in_its_way_whatever_its_tag()
    {
        var (bucket, upload) = await StartAsync(null, null);
        var part = await UploadPartAsync(bucket, upload, 1, 10, null);
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = bucket,
            Key = "k",
            UploadId = upload,
            PartETags = [new(part)],
            IfMatch = (await localAws.PutAsync(bucket, "k", "was faster")).ETag,
        };

        var refusal = await Assert.ThrowsAsync<AmazonS3Exception>(
            () => localAws.S3.CompleteMultipartUploadAsync(request));
        Assert.Equal(("ConditionalRequestConflict", 409), (refusal.ErrorCode, (int)refusal.StatusCode));
        Assert.Equal("was faster", await localAws.ReadAsync(bucket, "k"));
    }

    private async Task<(string Bucket, string Upload)> StartAsync(ChecksumAlgorithm? algorithm, ChecksumType? type)
    {
        var bucket = await localAws.CreateBucketAsync();
        var started = await localAws.S3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest
        {
            BucketName = bucket,
            Key = "k",
            ChecksumAlgorithm = algorithm,
            ChecksumType = type,
        });
        return (bucket, started.UploadId);
    }

    private Task<UploadPartResponse> UploadPartAsync(
        string bucket, string upload, int number, int bytes, ChecksumAlgorithm? algorithm) =>
        localAws.S3.UploadPartAsync(new UploadPartRequest
        {
            BucketName = bucket,
            Key = "k",
            UploadId = upload,
            PartNumber = number,
            InputStream = new MemoryStream(new byte[bytes]),
            ChecksumAlgorithm = algorithm,
        });

    private async Task<string?> RefusedCompletionAsync(string bucket, string upload, List<PartETag> parts)
    {
        try
        {
            await localAws.S3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
            {
                BucketName = bucket,
                Key = "k",
                UploadId = upload,
                PartETags = parts,
            });
            return null;
        }
        catch (AmazonS3Exception refusal)
        {
            return refusal.ErrorCode;
        }
    }
}
