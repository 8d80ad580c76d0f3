using System.Net;
using System.Text;
using Amazon.S3.Model;
using WebhookSystem.LocalAws.Tests.DynamoDb;

namespace WebhookSystem.LocalAws.Tests.S3;

/// <summary>What an object's headers hold beyond ASCII, and what headers may ask for.</summary>
public sealed class Headers(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Theory]
    [InlineData("=?UTF-8?B?YWJj?=", "abc")]
    [InlineData("=?UTF-8?Q?actually-ascii?=", "actually-ascii")]
    [InlineData("=?UTF-8?B?w6k=?=", "=?UTF-8?Q?=C3=A9?=")]
    [InlineData("=?utf-8?q?a=5Fb_=C3=A9=3F?=", "=?UTF-8?Q?a=5Fb_=C3=A9=3F?=")]
    [InlineData("=?UTF-8?B?AAEC?=", "=?UTF-8?B?AAEC?=")]
    [InlineData("=?UTF-8?B?77+9?=", "=?UTF-8?B?77+9?=")]
    [InlineData("=?UTF-8?B?=GGG?=", "=?UTF-8?B?=GGG?=")]
    [InlineData("é", "=?UTF-8?Q?=C3=A9?=")]
    [InlineData("a_b = c?", "a_b = c?")]
    public async Task Metadata_is_told_in_the_plainest_way_that_holds_it(string given, string told)
    {
        var bucket = await localAws.CreateBucketAsync();

        await PutAsync(bucket, "x-amz-meta-m", given);

        using var head = await HeadAsync(bucket, "");
        Assert.Equal(told, Assert.Single(head.Headers.GetValues("x-amz-meta-m")));
    }

    [Fact]
    public async Task What_a_cache_is_told_goes_back_byte_for_byte()
    {
        var bucket = await localAws.CreateBucketAsync();

        await PutAsync(bucket, "Cache-Control", "é—");

        using var head = await HeadAsync(bucket, "");
        var bytes = Encoding.Latin1.GetBytes(Assert.Single(head.Headers.NonValidated["Cache-Control"]));
        Assert.Equal("é—", Encoding.UTF8.GetString(bytes));
    }

    [Theory]
    [InlineData("%C3%A9", HttpStatusCode.OK)]
    [InlineData("%E2%80%94", HttpStatusCode.BadRequest)]
    public async Task The_query_overrides_a_header_with_what_Latin_1_holds(string value, HttpStatusCode status)
    {
        var bucket = await localAws.CreateBucketAsync();
        await localAws.PutAsync(bucket, "k", "body");

        using var head = await HeadAsync(bucket, $"?response-cache-control={value}");

        Assert.Equal(status, head.StatusCode);
    }

    [Fact]
    public async Task Every_answer_says_whose_it_is()
    {
        using var answer = await localAws.Http.GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal("AmazonS3", answer.Headers.Server.ToString());
    }

    [Fact]
    public async Task A_canned_list_is_one_of_those_that_there_are()
    {
        var put = new PutObjectRequest
        {
            BucketName = await localAws.CreateBucketAsync(), Key = "k", ContentBody = "x", CannedACL = new("fake"),
        };

        Assert.StartsWith("InvalidArgument", await Calls.RefusalAsync(() => localAws.S3.PutObjectAsync(put)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_that_no_key_of_the_caller_s_has_locked_needs_none()
    {
        var bucket = await localAws.CreateBucketAsync();
        await localAws.PutAsync(bucket, "k", "body");
        using var get = new HttpRequestMessage(HttpMethod.Get, $"/{bucket}/k");
        get.Headers.Add("x-amz-server-side-encryption-customer-algorithm", "AES256");

        using var answer = await localAws.Http.SendAsync(get);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The encryption parameters are not applicable", await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    // Not through a client, whose headers are ASCII only.
    private async Task PutAsync(string bucket, string name, string value)
    {
        using var handler = new SocketsHttpHandler { RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8 };
        using var client = new HttpClient(handler) { BaseAddress = localAws.Endpoint };
        using var put = new HttpRequestMessage(HttpMethod.Put, $"/{bucket}/k");
        Assert.True(put.Headers.TryAddWithoutValidation(name, value));
        using var answer = await client.SendAsync(put);
        answer.EnsureSuccessStatusCode();
    }

    private Task<HttpResponseMessage> HeadAsync(string bucket, string query) =>
        localAws.Http.SendAsync(new(HttpMethod.Head, $"/{bucket}/k{query}"));
}
