using System.Net;
using System.Text;
using WebhookSystem.Contracts;
using WebhookSystem.Ingress.Tests.Room;

namespace WebhookSystem.Ingress.Tests.Receiving;

public sealed class Refusals(IngressRoom room) : IClassFixture<IngressRoom>
{
    private const string Body = """{"id":"evt_1"}""";

    /// <summary>Ways to be unverified: what is wrong with a message that is signed well otherwise.</summary>
    public static TheoryData<string, string> Unverified => new()
    {
        { "github", "no signature" },
        { "github", "another secret" },
        { "github", "another body" },
        { "github", "malformed" },
        { "github", "twice" },
        { "stripe", "too old" },
        { "stripe", "too new" },
        { "stripe", "no timestamp" },
        { "standard", "empty" },
        { "standard", "another id" },
    };

    [Theory]
    [MemberData(nameof(Unverified))]
    public async Task Whatever_is_wrong_with_a_signature_the_answer_is_the_same(string source, string fault)
    {
        var before = room.Inbox.Messages.Count;
        var baseline = await room.SendAsync("github", Body, message => message.Headers.Remove("X-Hub-Signature-256"));

        var reply = await room.SendAsync(source, Body, message => Spoil(message, source, fault));

        Assert.Equal(HttpStatusCode.Unauthorized, reply.Status);
        Assert.Equal(baseline.Body, reply.Body);
        Assert.Equal(baseline.ContentType, reply.ContentType);
        Assert.Equal(baseline.Headers.Keys.Order(), reply.Headers.Keys.Order());
        Assert.Equal(before, room.Inbox.Messages.Count);
    }

    [Fact]
    public async Task An_unknown_source_is_answered_as_a_wrong_signature_is()
    {
        var known = await room.SendAsync("github", Body, message => Spoil(message, "github", "another secret"));
        var unknown = await room.SendAsync("nobody", Body);
        var unsigned = await room.SendAsync("nobody", Body, message => message.Headers.Clear());
        var large = await room.SendAsync("nobody", new byte[Topology.Limits.BodyBytesMax + 1]);

        Assert.Equal(HttpStatusCode.Unauthorized, unknown.Status);
        Assert.All([unknown, unsigned], reply =>
        {
            Assert.Equal((known.Status, known.Body, known.ContentType), (reply.Status, reply.Body, reply.ContentType));
            Assert.Equal(known.Headers.Keys.Order(), reply.Headers.Keys.Order());
        });
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.Status);
    }

    [Fact]
    public async Task Another_method_is_not_allowed()
    {
        using var reply = await room.Client.GetAsync(new Uri("/hooks/github", UriKind.Relative));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, reply.StatusCode);
        Assert.Equal(["POST"], reply.Content.Headers.Allow);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_body_over_the_limit_is_refused_and_one_at_the_limit_is_not(bool isChunked)
    {
        var atLimit = new byte[IngressRoom.SmallBytesMax];
        var over = new byte[IngressRoom.SmallBytesMax + 1];

        var accepted = await room.SendAsync("small", atLimit, message => message.IsChunked = isChunked);
        var refused = await room.SendAsync("small", over, message => message.IsChunked = isChunked);

        Assert.Equal(HttpStatusCode.Accepted, accepted.Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.Status);
        Assert.Contains("over this source's limit", refused.Body);
        Assert.Equal("application/problem+json", refused.ContentType);
    }

    [Fact]
    public async Task A_compressed_body_is_refused_whatever_it_unpacks_to()
    {
        var refused = await SendAsync("gzip");
        var accepted = await SendAsync("identity");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.Status);
        Assert.Equal(HttpStatusCode.Accepted, accepted.Status);

        Task<Reply> SendAsync(string encoding) =>
            room.SendAsync("github", Body, message => message.Headers["Content-Encoding"] = [encoding]);
    }

    [Fact]
    public async Task Over_its_rate_a_source_is_told_when_to_come_again_and_forged_requests_use_up_none_of_it()
    {
        for (var at = 0; at < 10; at++)
            await room.SendAsync("limited", Body, message => message.Headers["X-Hub-Signature-256"] = ["sha256=00"]);

        var replies = new List<Reply>();
        for (var at = 0; at < 4; at++)
            replies.Add(await room.SendAsync("limited", Body));
        room.Time.Advance(TimeSpan.FromSeconds(1));
        var later = await room.SendAsync("limited", Body);

        Assert.Equal([202, 202, 202, 429], replies.Select(reply => (int)reply.Status));
        Assert.Equal("1", replies[3].Headers["Retry-After"]);
        Assert.Equal(HttpStatusCode.Accepted, later.Status);
    }

    [Fact]
    public async Task Without_a_secret_without_a_queue_or_without_a_store_the_sender_is_to_come_again()
    {
        var noSecret = await room.SendAsync("keyless", Body);
        room.Inbox.IsDown = true;
        var noQueue = await room.SendAsync("github", Body);
        room.Inbox.IsDown = false;
        room.Payloads.IsDown = true;
        var noStore = await room.SendAsync("github", new byte[300_000]);
        room.Payloads.IsDown = false;

        Assert.All([noSecret, noQueue, noStore], reply =>
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
            Assert.Equal("5", reply.Headers["Retry-After"]);
            Assert.Equal("application/problem+json", reply.ContentType);
        });
    }

    private static void Spoil(SignedMessage message, string source, string fault)
    {
        var name = message.Headers.Keys.First(key => key.Contains("signature", StringComparison.OrdinalIgnoreCase));
        var signature = message.Headers[name][0];
        var body = Encoding.UTF8.GetBytes(Body);
        switch (fault)
        {
            case "no signature":
                message.Headers.Remove(name);
                break;
            case "another secret":
                message.Headers[name] = SignedMessage.Of(source, body, IngressRoom.Start, "another").Headers[name];
                break;
            case "another body":
                message.Body = [.. body, (byte)' '];
                break;
            case "malformed":
                message.Headers[name] = ["sha256=zz"];
                break;
            case "twice":
                message.Headers[name] = [signature, signature];
                break;
            case "too old":
                message.Headers[name] = SignedMessage.Of(source, body, IngressRoom.Start.AddMinutes(-6)).Headers[name];
                break;
            case "too new":
                message.Headers[name] = SignedMessage.Of(source, body, IngressRoom.Start.AddMinutes(2)).Headers[name];
                break;
            case "no timestamp":
                message.Headers[name] = [signature[(signature.IndexOf(',') + 1)..]];
                break;
            case "empty":
                message.Headers[name] = ["v1,"];
                break;
            case "another id":
                message.Headers["webhook-id"] = ["msg_2"];
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(fault));
        }
    }
}
