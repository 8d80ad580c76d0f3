using System.IO.Compression;
using System.Net;
using System.Text;
using Xunit;

namespace WebhookSystem.LocalAws.Tests.Wire;

/// <summary>Bodies with a Content-Encoding: what AWS unpacks, and what it says of the others.</summary>
public sealed class PackedBodies(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private static readonly byte[] Request = "{\"Limit\":1}"u8.ToArray();

    [Fact]
    public async Task Gzip_in_one_piece_or_two_and_deflate_are_unpacked()
    {
        byte[] pieces = [.. Gzip(Request[..5]), .. Gzip(Request[5..])];

        Assert.Equal(HttpStatusCode.OK, (await SendAsync("gzip", Gzip(Request))).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("gzip", pieces)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SendAsync("deflate", Deflate(Request))).Status);
    }

    [Fact]
    public async Task What_cannot_be_unpacked_is_a_server_s_error_as_it_is_on_AWS()
    {
        await RefusedAsync("gzip", Request);
        await RefusedAsync("gzip", []);
        await RefusedAsync("deflate", Request);
        await RefusedAsync("garbage", Request);
    }

    [Fact]
    public async Task A_gzip_body_that_is_cut_off_anywhere_is_one_of_these()
    {
        var whole = Gzip(Request);
        for (var length = 1; length < whole.Length; length++)
            await RefusedAsync("gzip", whole[..length]);
    }

    [Fact]
    public async Task A_small_body_that_unpacks_to_more_than_a_request_may_have_is_too_large()
    {
        byte[] padded = [.. Request[..^1], .. Encoding.UTF8.GetBytes(new string(' ', 16 * 1024 * 1024)), (byte)'}'];

        var (status, text) = await SendAsync("gzip", Gzip(padded));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.Contains("RequestEntityTooLargeException", text, StringComparison.Ordinal);
    }

    private static byte[] Gzip(byte[] bytes) =>
        Packed(bytes, static to => new GZipStream(to, CompressionMode.Compress));

    private static byte[] Deflate(byte[] bytes) =>
        Packed(bytes, static to => new ZLibStream(to, CompressionMode.Compress));

    private static byte[] Packed(byte[] bytes, Func<Stream, Stream> pack)
    {
        using var packed = new MemoryStream();
        using (var packing = pack(packed))
            packing.Write(bytes);
        return packed.ToArray();
    }

    private async Task RefusedAsync(string encoding, byte[] body)
    {
        var (status, text) = await SendAsync(encoding, body);

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Contains("InternalServerError", text, StringComparison.Ordinal);
        Assert.Contains($"'{encoding}'", text, StringComparison.Ordinal);
    }

    private async Task<(HttpStatusCode Status, string Text)> SendAsync(string encoding, byte[] body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810.ListTables");
        request.Content.Headers.ContentEncoding.Add(encoding);
        using var answer = await localAws.Http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
