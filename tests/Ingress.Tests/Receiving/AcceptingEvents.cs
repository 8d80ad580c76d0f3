using System.Net;
using System.Text;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Ingress.Tests.Room;

namespace WebhookSystem.Ingress.Tests.Receiving;

public sealed class AcceptingEvents(IngressRoom room) : IClassFixture<IngressRoom>
{
    [Theory]
    [InlineData("stripe", "evt_1", "charge.succeeded", "ch_1", """
        {"id":"evt_1","type":"charge.succeeded","created":1700000000,"data":{"object":{"id":"ch_1"}}}
        """)]
    [InlineData("slack", "Ev1", "message", "C1", """
        {"event_id":"Ev1","type":"event_callback","event":{"type":"message","channel":"C1"},"event_time":1700000000}
        """)]
    [InlineData("standard", "msg_1", "user.created", "u1", """
        {"type":"user.created","data":{"id":"u1","sequence":1700000000}}
        """)]
    public async Task Where_the_provider_s_id_is_signed_it_is_the_identity(
        string source, string id, string type, string key, string body)
    {
        var reply = await room.SendAsync(source, body);

        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
        var message = room.Stored(reply);
        Assert.Equal((id, type, key), (message.EventId, message.EventType, message.Key));
        Assert.Equal(source == "standard" ? 1_700_000_000 : 1_700_000_000 * (Int128)1_000_000_000, message.Position);
        Assert.Equal(body, message.Text);
        Assert.Equal(Digest.Of(Encoding.UTF8.GetBytes(body)), message.Digest);
        Assert.Equal(room.Time.GetUtcNow(), message.ReceivedAt);
        Assert.Equal("application/json", message.ContentType);
        Assert.Equal(12, message.Configuration.Length);
    }

    [Theory]
    [InlineData("github", "X-GitHub-Delivery", "push", "body")]
    [InlineData("shopify", "X-Shopify-Webhook-Id", "orders/create", "orders/create")]
    public async Task An_unsigned_id_is_kept_and_the_body_is_the_identity(string source, string header, string type,
        string known)
    {
        const string body = """{"id":7,"repository":{"id":7}}""";

        var first = await room.SendAsync(source, body, message => message.Headers[header] = ["d-1"]);
        var second = await room.SendAsync(source, body, message => message.Headers[header] = ["d-2"]);

        InboxMessage[] messages = [room.Stored(first), room.Stored(second)];
        Assert.NotEqual(first.DeliveryId, second.DeliveryId);
        Assert.Equal(["d-1", "d-2"], messages.Select(message => message.ProviderId));
        Assert.All(messages, message => Assert.Equal($"{known}-{message.Digest}", message.EventId));
        Assert.All(messages, message => Assert.Equal(type, message.EventType));
        Assert.All(messages, message => Assert.Equal("7", message.Key));
    }

    [Fact]
    public async Task Named_headers_are_kept_and_no_signature()
    {
        var reply = await room.SendAsync("github", """{"a":1}""", message =>
        {
            message.Headers["User-Agent"] = ["GitHub-Hookshot/1"];
            message.Headers["X-GitHub-Hook-ID"] = [new string('9', Topology.Limits.KeptHeaderCharactersMax)];
            message.Headers["Cookie"] = ["secret=1"];
        });

        var headers = room.Stored(reply).Headers;
        Assert.Equal("GitHub-Hookshot/1", headers["user-agent"]);
        Assert.Equal("push", headers["x-github-event"]);
        Assert.Equal(2, headers.Count);
    }

    [Fact]
    public async Task A_body_of_any_bytes_is_accepted_unchanged()
    {
        byte[] body = [0xFF, 0x00, 0xC3, 0x28, .. "not text"u8];

        var reply = await room.SendAsync("github", body, message => message.ContentType = "application/octet-stream");

        var message = room.Stored(reply);
        Assert.Equal(body, message.InlineBody());
        Assert.Null(message.Key);
    }

    [Fact]
    public async Task Fields_of_a_form_are_found()
    {
        var reply = await room.SendAsync("form", "a=1&order=A%2FB+c&number=12", message =>
            message.ContentType = "application/x-www-form-urlencoded; charset=utf-8");

        var message = room.Stored(reply);
        Assert.Equal("A/B c", message.Key);
        Assert.Equal(12, message.Position);
    }

    [Fact]
    public async Task Slack_s_challenge_is_answered_and_is_no_event()
    {
        const string body = """{"type":"url_verification","token":"t","challenge":"3eZbrw1a"}""";
        var before = room.Inbox.Messages.Count;

        var reply = await room.SendAsync("slack", body);
        var forged = await room.SendAsync("slack", body, message => message.Headers["X-Slack-Signature"] = ["v0=00"]);

        Assert.Equal((HttpStatusCode.OK, "3eZbrw1a"), (reply.Status, reply.Body));
        Assert.Equal("text/plain", reply.ContentType);
        Assert.Equal(HttpStatusCode.Unauthorized, forged.Status);
        Assert.Equal(before, room.Inbox.Messages.Count);
    }

    [Fact]
    public async Task A_large_body_is_put_aside_once_and_its_ticket_sent()
    {
        var text = new string('x', Topology.Limits.InboxInlineBytesMax);
        var body = Encoding.UTF8.GetBytes($$"""{"id":1,"text":"{{text}}"}""");

        var first = await room.SendAsync("shopify", body);
        var second = await room.SendAsync("shopify", body);

        InboxMessage[] messages = [room.Stored(first), room.Stored(second)];
        Assert.All(messages, message => Assert.Equal(body, room.Payloads.Objects[message.Ticket!.Uri]));
        Assert.All(messages, message => Assert.Null(message.InlineBody()));
        Assert.Equal($"shopify/2027-01-15/{Digest.Of(body)}", messages[0].Ticket!.Key);
    }

    [Fact]
    public async Task A_body_that_grows_too_large_in_the_message_is_put_aside_as_well()
    {
        var body = Encoding.UTF8.GetBytes($"\"{new string('"', Topology.Limits.InboxInlineBytesMax - 2000)}\"");

        var reply = await room.SendAsync("github", body);

        Assert.NotNull(room.Stored(reply).Ticket);
    }

    [Fact]
    public async Task An_event_is_answered_only_once_it_is_stored()
    {
        var stored = new TaskCompletionSource();
        var arrived = new TaskCompletionSource();
        room.Inbox.BeforeSend = async token =>
        {
            arrived.SetResult();
            await stored.Task.WaitAsync(token);
        };

        var sending = room.SendAsync("github", """{"slow":1}""");
        await arrived.Task.WaitAsync(TimeSpan.FromMinutes(2));
        room.Inbox.BeforeSend = _ => Task.CompletedTask;
        var answeredEarly = sending.IsCompleted;
        stored.SetResult();
        var reply = await sending;

        Assert.False(answeredEarly);
        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
    }
}
