using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.S3.Model;
using WebhookSystem.LocalAws.Tests.DynamoDb;

namespace WebhookSystem.LocalAws.Tests.S3;

/// <summary>What S3 makes of a request before it comes to buckets and objects.</summary>
public sealed class Requests(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Theory]
    [InlineData("604801", "X-Amz-Expires must be less than a week (in seconds)")]
    [InlineData("-1", "X-Amz-Expires must be non-negative")]
    [InlineData("soon", "X-Amz-Expires should be a number")]
    public async Task A_presigned_address_is_good_for_a_week_at_most(string seconds, string refusal)
    {
        var bucket = await localAws.CreateBucketAsync();
        await localAws.PutAsync(bucket, "k", "body");

        using var answer = await localAws.Http.GetAsync(new Uri(
            $"/{bucket}/k?X-Amz-Date=20260101T000000Z&X-Amz-Expires={seconds}", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("AuthorizationQueryParametersError", text, StringComparison.Ordinal);
        Assert.Contains(refusal, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deflate, gzip", "deflate, gzip", false)]
    [InlineData("gzip, aws-chunked", "gzip", true)]
    [InlineData("gzip, aws-chunked", "gzip", false)]
    [InlineData("aws-chunked", null, true)]
    [InlineData("aws-chunked", null, false)]
    public async Task A_content_s_coding_is_kept_as_it_was_written(string given, string? kept, bool isChunked)
    {
        var bucket = await localAws.CreateBucketAsync();
        using var content = new ByteArrayContent(isChunked ? "0\r\n\r\n"u8.ToArray() : []);
        content.Headers.TryAddWithoutValidation("Content-Encoding", given);
        if (isChunked)
            content.Headers.TryAddWithoutValidation("x-amz-decoded-content-length", "0");
        using var put = await localAws.Http.PutAsync(new Uri($"/{bucket}/k", UriKind.Relative), content);
        put.EnsureSuccessStatusCode();

        using var head = await localAws.Http.SendAsync(new(HttpMethod.Head, $"/{bucket}/k"));

        Assert.Equal(kept, head.Content.Headers.TryGetValues("Content-Encoding", out var values)
            ? string.Join(", ", values) : null);
    }

    [Theory]
    [InlineData("x-amz-if-match-size", "9999")]
    [InlineData("x-amz-if-match-last-modified-time", "Sun, 01 Jan 2015 00:00:00 GMT")]
    public async Task A_condition_that_only_directory_buckets_know_deletes_nothing(string header, string value)
    {
        var bucket = await localAws.CreateBucketAsync();
        await localAws.PutAsync(bucket, "k", "body");
        using var request = new HttpRequestMessage(HttpMethod.Delete, $"/{bucket}/k");
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await localAws.Http.SendAsync(request);
        var refusal = await Assert.ThrowsAsync<Amazon.S3.AmazonS3Exception>(() => localAws.S3.DeleteObjectsAsync(
            new DeleteObjectsRequest { BucketName = bucket, Objects = [new() { Key = "k", Size = 9999 }] }));

        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.Contains(
            $"<Header>{header}</Header>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotImplemented, refusal.StatusCode);
        Assert.Equal(4, (await localAws.S3.GetObjectMetadataAsync(bucket, "k")).ContentLength);
    }

    [Fact]
    public async Task A_body_in_chunks_whose_length_nobody_says_is_not_taken()
    {
        var bucket = await localAws.CreateBucketAsync();
        using var request = new HttpRequestMessage(HttpMethod.Put, $"/{bucket}/k");
        request.Content = new StringContent("body");
        request.Headers.TransferEncodingChunked = true;

        using var answer = await localAws.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.Contains(
            "<Header>Transfer-Encoding</Header>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/k?versionId=other", "Invalid version id specified")]
    [InlineData("GET", "?list-type=2&continuation-token=", "The continuation token provided is incorrect")]
    public async Task What_names_nothing_here_is_an_invalid_argument(string method, string target, string refusal)
    {
        var bucket = await localAws.CreateBucketAsync();
        await localAws.PutAsync(bucket, "k", "body");

        using var answer = await localAws.Http.SendAsync(new(new(method), $"/{bucket}{target}"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.Contains("InvalidArgument", text, StringComparison.Ordinal);
        Assert.Contains(refusal, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("STANDARD_IA", null)]
    [InlineData("GLACIER", "NotImplemented")]
    [InlineData("STANDARDD", "InvalidStorageClass")]
    public async Task A_storage_class_is_one_of_those_that_need_no_restoring(string given, string? refusal)
    {
        var bucket = await localAws.CreateBucketAsync();
        var put = new PutObjectRequest
        {
            BucketName = bucket, Key = "k", ContentBody = "x", StorageClass = new(given),
        };

        if (refusal is null)
            await localAws.S3.PutObjectAsync(put);
        else
            Assert.StartsWith(refusal, await Calls.RefusalAsync(() => localAws.S3.PutObjectAsync(put)),
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_is_refused_before_the_body_finds_the_connection_closed()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, localAws.Endpoint.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync("PUT /no-such-bucket/k HTTP/1.1\r\nHost: localhost\r\n"u8.ToArray());
        await stream.WriteAsync("Expect: 100-continue\r\nContent-Length: 4\r\n\r\n"u8.ToArray());

        using var reader = new StreamReader(stream, Encoding.ASCII);
        List<string?> lines = [];
        while (lines is [] or [.., not ("" or null)])
            lines.Add(await reader.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2)));

        Assert.Equal("HTTP/1.1 404 Not Found", lines[0]);
        Assert.Contains("Connection: close", lines, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("PUT", "?versioning", "PutBucketVersioning")]
    [InlineData("GET", "?versions", "ListObjectVersions")]
    [InlineData("PUT", "?object-lock", "PutObjectLockConfiguration")]
    [InlineData("PUT", "?publicAccessBlock", "PutPublicAccessBlock")]
    [InlineData("DELETE", "?policy", "DeleteBucketPolicy")]
    [InlineData("GET", "?policyStatus", "GetBucketPolicyStatus")]
    [InlineData("GET", "?notification", "GetBucketNotificationConfiguration")]
    [InlineData("PUT", "/k?legal-hold", "PutObjectLegalHold")]
    [InlineData("GET", "/k?attributes", "GetObjectAttributes")]
    [InlineData("GET", "/k?tagging", "GetObjectTagging")]
    [InlineData("POST", "/k?select", "SelectObjectContent")]
    [InlineData("POST", "/k?restore", "RestoreObject")]
    [InlineData("POST", "", "PostObject")]
    public async Task What_is_not_offered_is_refused_by_the_name_it_has_in_the_documentation(
        string method, string target, string operation)
    {
        using var request = new HttpRequestMessage(new(method), $"/bucket{target}");
        if (method == "POST" && target.Length == 0)
            request.Content = new MultipartFormDataContent { { new StringContent("k"), "key" } };

        using var answer = await localAws.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.NotImplemented, answer.StatusCode);
        Assert.Contains(
            $"LocalAws does not offer S3 {operation}.", await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lifecycle_s_rules_have_short_names_of_their_own()
    {
        var bucket = await localAws.CreateBucketAsync();

        Assert.Equal("InvalidArgument: ID length should not exceed allowed limit of 255",
            await PutRulesAsync(bucket, new string('a', 256)));
        Assert.Equal("InvalidArgument: Rule ID must be unique. Found same ID for more than one rule",
            await PutRulesAsync(bucket, "same", "same"));
        await localAws.S3.PutLifecycleConfigurationAsync(bucket, Rules(new string('a', 255), "other"));
    }

    private Task<string> PutRulesAsync(string bucket, params string[] ids) =>
        Calls.RefusalAsync(() => localAws.S3.PutLifecycleConfigurationAsync(bucket, Rules(ids)));

    private static LifecycleConfiguration Rules(params string[] ids) => new()
    {
        Rules = [.. ids.Select(static (id, index) => new LifecycleRule
        {
            Id = id,
            Status = Amazon.S3.LifecycleRuleStatus.Enabled,
            Filter = new() { LifecycleFilterPredicate = new LifecyclePrefixPredicate { Prefix = $"{index}/" } },
            Expiration = new() { Days = 1 },
        })],
    };
}
