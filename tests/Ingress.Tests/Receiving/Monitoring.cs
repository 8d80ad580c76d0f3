using System.Net;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress.Tests.Room;

namespace WebhookSystem.Ingress.Tests.Receiving;

/// <summary>
/// A source that is being set up: what cannot be verified is let through, and nobody can take it for more.
/// </summary>
public sealed class Monitoring(IngressRoom room) : IClassFixture<IngressRoom>
{
    [Fact]
    public async Task What_cannot_be_verified_is_let_through_marked_and_under_an_id_of_its_own()
    {
        var genuine = await room.SendAsync("monitored", "{}");
        var forged = await room.SendAsync(
            "monitored", "{}", message => message.Headers["X-Hub-Signature-256"] = ["sha256=00"]);

        Assert.Equal(HttpStatusCode.Accepted, forged.Status);
        var (event_, other) = (room.Stored(genuine), room.Stored(forged));
        Assert.DoesNotContain(SourceConfiguration.UnverifiedHeader, event_.Headers.Keys);
        Assert.Equal("malformed_header", other.Headers[SourceConfiguration.UnverifiedHeader]);
        Assert.Equal($"unverified-{event_.EventId}", other.EventId);
    }

    [Fact]
    public async Task A_sender_cannot_mark_or_unmark_an_event()
    {
        var reply = await room.SendAsync("github", """{"a":"mark"}""", message =>
            message.Headers[SourceConfiguration.UnverifiedHeader] = ["genuine"]);

        Assert.DoesNotContain(SourceConfiguration.UnverifiedHeader, room.Stored(reply).Headers.Keys);
    }

    [Fact]
    public void Every_source_is_enforced_that_does_not_say_otherwise() =>
        Assert.Equal(default, new SourceConfiguration { Name = "a", Provider = "b" }.Verification);
}
