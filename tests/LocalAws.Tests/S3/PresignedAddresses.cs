using System.Net;
using System.Xml.Linq;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.Time.Testing;

namespace WebhookSystem.LocalAws.Tests.S3;

/// <summary>Addresses that say in their query who may do what, and until when.</summary>
public sealed class PresignedAddresses(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private const string Signed =
        "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=me%2F20990101%2Fus-east-1%2Fs3%2Faws4_request"
        + "&X-Amz-Date=20990101T000000Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=0";

    [Fact]
    public async Task What_is_said_in_the_query_needs_no_header()
    {
        var bucket = await localAws.CreateBucketAsync();
        var target = $"/{bucket}/k?{Signed}&x-amz-meta-source=stripe&If-None-Match=%2A";

        using var first = await PutAsync(target);
        using var second = await PutAsync(target);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, second.StatusCode);
        Assert.Equal("stripe", (await localAws.S3.GetObjectMetadataAsync(bucket, "k")).Metadata["source"]);
    }

    [Fact]
    public async Task A_checksum_in_the_query_is_held_against_the_body()
    {
        var bucket = await localAws.CreateBucketAsync();

        using var answer = await PutAsync($"/{bucket}/k?{Signed}&x-amz-checksum-crc32=AAAAAA%3D%3D");

        Assert.Equal("BadDigest", await CodeOf(answer));
    }

    [Fact]
    public async Task Without_a_signature_the_query_says_nothing_of_the_object()
    {
        var bucket = await localAws.CreateBucketAsync();

        using var answer = await PutAsync($"/{bucket}/k?x-amz-meta-source=stripe");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty((await localAws.S3.GetObjectMetadataAsync(bucket, "k")).Metadata.Keys);
    }

    [Theory]
    [InlineData("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=0", "AuthorizationQueryParametersError", 400)]
    [InlineData("AWSAccessKeyId=me&Signature=0", "AccessDenied", 403)]
    [InlineData("Signature=0&Expires=4102444800", "AccessDenied", 403)]
    public async Task An_address_has_all_that_its_kind_of_signature_needs(string query, string code, int status)
    {
        var bucket = await localAws.CreateBucketAsync();

        using var answer = await localAws.Http.GetAsync(new Uri($"/{bucket}?{query}", UriKind.Relative));

        Assert.Equal((code, status), (await CodeOf(answer), (int)answer.StatusCode));
    }

    [Fact]
    public async Task A_credential_that_was_escaped_twice_is_malformed()
    {
        var bucket = await localAws.CreateBucketAsync();
        var twice = Signed.Replace("%2F", "%252F", StringComparison.Ordinal);

        using var answer = await localAws.Http.GetAsync(new Uri($"/{bucket}?{twice}", UriKind.Relative));

        Assert.Equal("AuthorizationQueryParametersError", await CodeOf(answer));
    }

    [Fact]
    public async Task A_header_of_S3_that_was_not_signed_is_refused_by_its_name()
    {
        var bucket = await localAws.CreateBucketAsync();
        using var put = new HttpRequestMessage(HttpMethod.Put, $"/{bucket}/k?{Signed}");
        put.Headers.Add("x-amz-meta-wrong", "1");
        put.Headers.Add("x-amz-acl", "private");
        put.Headers.Add("x-amz-content-sha256", "UNSIGNED-PAYLOAD");

        using var answer = await localAws.Http.SendAsync(put);

        var error = await ErrorOf(answer);
        Assert.Equal("AccessDenied", error.Element("Code")?.Value);
        Assert.Equal("x-amz-acl, x-amz-meta-wrong", error.Element("HeadersNotSigned")?.Value);
    }

    [Theory]
    [InlineData("AWSAccessKeyId=me&Signature=0&Expires=1767225600", null)]
    [InlineData(null, "60")]
    public async Task An_address_whose_time_is_over_says_so_in_whole_seconds(string? query, string? lifetime)
    {
        var time = new FakeTimeProvider(new(2026, 1, 1, 0, 1, 1, 500, TimeSpan.Zero));
        await using var server = await LocalAwsFixture.StartAsync(time);
        query ??= Signed.Replace("2099", "2026", StringComparison.Ordinal);

        using var answer = await server.Http.GetAsync(new Uri($"/bucket/k?{query}", UriKind.Relative));

        var error = await ErrorOf(answer);
        Assert.Equal("Request has expired", error.Element("Message")?.Value);
        Assert.Equal("2026-01-01T00:01:01Z", error.Element("ServerTime")?.Value);
        Assert.Equal(lifetime, error.Element("X-Amz-Expires")?.Value);
    }

    [Fact]
    public async Task An_address_of_the_client_s_own_is_good()
    {
        var bucket = await localAws.CreateBucketAsync();
        var request = new GetPreSignedUrlRequest
        {
            BucketName = bucket,
            Key = "k",
            Verb = HttpVerb.PUT,
            Protocol = Protocol.HTTP,
        };
        request.Metadata.Add("source", "stripe");
        request.Expires = TimeProvider.System.GetUtcNow().AddMinutes(5).UtcDateTime;
        using var put = new HttpRequestMessage(HttpMethod.Put, await localAws.S3.GetPreSignedURLAsync(request));
        put.Headers.Add("x-amz-meta-source", "stripe");

        using var answer = await localAws.Http.SendAsync(put);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("stripe", (await localAws.S3.GetObjectMetadataAsync(bucket, "k")).Metadata["source"]);
    }

    private async Task<HttpResponseMessage> PutAsync(string target)
    {
        using var body = new StringContent("body");
        return await localAws.Http.PutAsync(new Uri(target, UriKind.Relative), body);
    }

    private static async Task<string?> CodeOf(HttpResponseMessage answer) =>
        (await ErrorOf(answer)).Element("Code")?.Value;

    private static async Task<XElement> ErrorOf(HttpResponseMessage answer) =>
        XElement.Parse(await answer.Content.ReadAsStringAsync());
}
