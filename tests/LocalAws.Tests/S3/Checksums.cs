using System.Net;
using System.Text;
using Amazon.S3;
using Amazon.S3.Model;

namespace WebhookSystem.LocalAws.Tests.S3;

/// <summary>A body that did not arrive as it was sent is refused; one that did tells its checksum.</summary>
public sealed class Checksums(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    // Of "test data.." as AWS calculates it.
    [Theory]
    [InlineData("CRC32", "cZWHwQ==")]
    [InlineData("CRC64NVME", "qUVrWYOrIAM=")]
    [InlineData("SHA256", "2l26x0trnT0r2AvakoFk2MB7eKVKzYESLMxSAKAzoik=")]
    public async Task The_checksum_is_that_of_AWS(string algorithm, string expected)
    {
        var bucket = await localAws.CreateBucketAsync();
        using var put = Put(bucket, "test data..");
        put.Headers.Add("x-amz-checksum-" + algorithm.ToLowerInvariant(), expected);

        using var answer = await localAws.Http.SendAsync(put);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var head = await localAws.S3.GetObjectMetadataAsync(new GetObjectMetadataRequest
        {
            BucketName = bucket,
            Key = "k",
            ChecksumMode = ChecksumMode.ENABLED,
        });
        Assert.Equal(ChecksumType.FULL_OBJECT, head.ChecksumType);
        Assert.Equal(expected, (string?[])[head.ChecksumCRC32, head.ChecksumCRC64NVME, head.ChecksumSHA256]
            is var all ? Assert.Single(all, one => one is not null) : null);
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    [InlineData("CRC64NVME")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    public async Task The_client_and_the_server_agree_on_every_algorithm(string algorithm)
    {
        var bucket = await localAws.CreateBucketAsync();
        var body = new string('x', 200_000);
        await localAws.S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = bucket,
            Key = "k",
            ContentBody = body,
            ChecksumAlgorithm = new(algorithm),
        });

        Assert.Equal(body, await localAws.ReadAsync(bucket, "k"));
    }

    [Theory]
    [InlineData("x-amz-checksum-crc32", "AAAAAA==", "BadDigest")]
    [InlineData("x-amz-checksum-crc32", "no base64", "InvalidRequest")]
    [InlineData("x-amz-checksum-sha256", "AAAAAA==", "InvalidRequest")]
    [InlineData("Content-MD5", "CYketZBSTjX8czcs3cXVlg==", "BadDigest")]
    [InlineData("Content-MD5", "MTIz", "InvalidDigest")]
    public async Task A_digest_of_another_body_is_refused_and_nothing_is_stored(
        string header, string value, string code)
    {
        var bucket = await localAws.CreateBucketAsync();
        using var put = Put(bucket, "test data..");
        (header == "Content-MD5" ? put.Content!.Headers as System.Net.Http.Headers.HttpHeaders : put.Headers)
            .TryAddWithoutValidation(header, value);

        using var answer = await localAws.Http.SendAsync(put);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"<Code>{code}</Code>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<NoSuchKeyException>(() => localAws.S3.GetObjectAsync(bucket, "k"));
    }

    [Fact]
    public async Task What_was_expected_of_an_object_is_told_as_a_tag_and_what_came_as_it_is_sent()
    {
        var bucket = await localAws.CreateBucketAsync();
        using var put = Put(bucket, "test data..");
        put.Content!.Headers.TryAddWithoutValidation("Content-MD5", "CYketZBSTjX8czcs3cXVlg==");

        using var answer = await localAws.Http.SendAsync(put);

        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("<ExpectedDigest>09891eb590524e35fc73372cddc5d596<", text, StringComparison.Ordinal);
        Assert.Contains("<CalculatedDigest>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<CalculatedDigest>09", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n", 5, HttpStatusCode.OK)]
    [InlineData(
        "2;chunk-signature=1\r\nhe\r\n3;chunk-signature=2\r\nllo\r\n0;chunk-signature=3\r\n\r\n", 5, HttpStatusCode.OK)]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n", 5, HttpStatusCode.BadRequest)]
    [InlineData("5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCm\rhg==\r\n\r\n", 5, HttpStatusCode.BadRequest)]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", 6, HttpStatusCode.BadRequest)]
    [InlineData("5\r\nhell", 5, HttpStatusCode.BadRequest)]
    [InlineData("z\r\nhello\r\n0\r\n\r\n", 5, HttpStatusCode.BadRequest)]
    public async Task Chunks_are_taken_apart(string body, int decodedLength, HttpStatusCode expected)
    {
        var bucket = await localAws.CreateBucketAsync();
        using var put = Put(bucket, body);
        put.Headers.Add("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER");
        put.Headers.Add("x-amz-decoded-content-length", decodedLength.ToString());
        put.Content!.Headers.ContentEncoding.Add("aws-chunked");

        using var answer = await localAws.Http.SendAsync(put);

        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.OK)
        {
            Assert.Equal("hello", await localAws.ReadAsync(bucket, "k"));
            Assert.Null((await localAws.S3.GetObjectMetadataAsync(bucket, "k")).Headers.ContentEncoding);
        }
    }

    [Fact]
    public async Task The_tag_of_an_object_is_its_MD5()
    {
        var bucket = await localAws.CreateBucketAsync();

        var put = await localAws.PutAsync(bucket, "k", "body");

        Assert.Equal("\"841a2d689ad86bd1611447453c22c6fc\"", put.ETag);
    }

    private static HttpRequestMessage Put(string bucket, string body) => new(HttpMethod.Put, $"/{bucket}/k")
    {
        Content = new ByteArrayContent(Encoding.ASCII.GetBytes(body)),
    };
}
