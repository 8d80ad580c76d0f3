using System.IO.Compression;
using System.Net;
using System.Text;
using WebhookSystem.Contracts;
using WebhookSystem.Ingress.Tests.Room;

namespace WebhookSystem.Ingress.Tests.Receiving;

/// <summary>Compressed bodies: taken where a source says so, within bounds of size and ratio.</summary>
public sealed class PackedBodies : IAsyncLifetime
{
    private const int BytesMax = 1024 * 1024;

    private static readonly byte[] Body = Encoding.UTF8.GetBytes($$"""{"id":1,"text":"{{new string('x', 300)}}"}""");

    private readonly IngressRoom _room = new()
    {
        Sources = """
            {
              "sources": {
                "github": { "provider": "github", "contentEncoding": "gzip", "bodyBytesMax": 1048576 },
                "stripe": { "provider": "stripe" }
              }
            }
            """,
    };

    public ValueTask InitializeAsync() => _room.InitializeAsync();

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_signed_and_kept_is_what_a_body_unpacks_to(bool isChunked)
    {
        var plain = await _room.SendAsync("github", Body);
        var packed = await SendAsync(Pack(Body), message => message.IsChunked = isChunked);

        Assert.Equal(HttpStatusCode.Accepted, packed.Status);
        Assert.Equal(Body, _room.Stored(packed).InlineBody());
        Assert.Equal(_room.Stored(plain).EventId, _room.Stored(packed).EventId);
    }

    [Fact]
    public async Task Packing_proves_nothing()
    {
        var packed = Pack(Body);
        var signedPacked = await _room.SendAsync("github", packed, Mark("gzip"));
        var unsigned = await SendAsync(packed, message => message.Headers.Remove("X-Hub-Signature-256"));
        var other = await SendAsync(Pack([.. Body, (byte)' ']));

        Assert.All([signedPacked, unsigned, other], reply => Assert.Equal(HttpStatusCode.Unauthorized, reply.Status));
    }

    [Fact]
    public async Task A_bomb_is_cut_off_by_its_ratio_long_before_its_size()
    {
        var bomb = Pack(new byte[BytesMax]);
        var signed = new byte[BytesMax];
        var before = GC.GetTotalAllocatedBytes();

        var reply = await SendAsync(bomb, body: signed);

        Assert.True(bomb.Length < 2000, "not much of a bomb");
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, reply.Status);
        Assert.True(bomb.Length * Topology.Limits.UnpackedRatioMax < BytesMax);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 8 * BytesMax);
    }

    [Fact]
    public async Task A_body_that_unpacks_beyond_the_limit_is_refused_and_one_to_the_limit_is_not()
    {
        var noise = new byte[BytesMax + 1];
        new Random(1).NextBytes(noise);

        var over = await SendAsync(Pack(noise, CompressionLevel.NoCompression)[..(BytesMax - 1)], body: noise);
        var more = await SendAsync(Pack(Text(BytesMax + 1)), body: Text(BytesMax + 1));
        var atLimit = await SendAsync(Pack(Text(BytesMax)), body: Text(BytesMax));

        Assert.NotEqual(HttpStatusCode.Accepted, over.Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, more.Status);
        Assert.Equal(HttpStatusCode.Accepted, atLimit.Status);

        static byte[] Text(int length) => new Random(2).GetItems("0123456789abcdef"u8, length);
    }

    [Theory]
    [InlineData("gzip, gzip")]
    [InlineData("gzip,identity")]
    [InlineData("gzip;q=1")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("gzip", "gzip")]
    public async Task A_stack_of_codings_and_every_other_is_refused_unread(params string[] encodings)
    {
        var reply = await _room.SendAsync(
            "github", Pack(Pack(Body)), message => message.Headers["Content-Encoding"] = encodings);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, reply.Status);
    }

    [Fact]
    public async Task A_source_that_does_not_say_so_takes_none()
    {
        var reply = await _room.SendAsync("stripe", Pack(Body), Mark("gzip"));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, reply.Status);
    }

    [Fact]
    public async Task What_is_no_gzip_or_ends_early_is_no_event()
    {
        var before = _room.Inbox.Messages.Count;
        var packed = Pack(Body);

        var none = await SendAsync(Body);
        var early = await SendAsync(packed[..^12]);
        packed[^6] ^= 1;
        var damaged = await SendAsync(packed);

        Assert.Equal(HttpStatusCode.BadRequest, none.Status);
        Assert.All([early, damaged], reply => Assert.InRange((int)reply.Status, 400, 401));
        Assert.Equal(before, _room.Inbox.Messages.Count);
    }

    // Signed over the body, sent as the packed bytes.
    private Task<Reply> SendAsync(byte[] packed, Action<SignedMessage>? change = null, byte[]? body = null) =>
        _room.SendAsync("github", body ?? Body, message =>
        {
            Mark("gzip")(message);
            message.Body = packed;
            change?.Invoke(message);
        });

    private static Action<SignedMessage> Mark(string encoding) =>
        message => message.Headers["Content-Encoding"] = [encoding];

    private static byte[] Pack(byte[] body, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, level))
            gzip.Write(body);
        return packed.ToArray();
    }
}
