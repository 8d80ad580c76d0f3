using System.Net.Sockets;
using System.Text;
using WebhookSystem.Ingress.Tests.Room;

namespace WebhookSystem.Ingress.Tests.Receiving;

/// <summary>What no HTTP client would send, byte by byte: refused, and never with a 5xx, nor taken for two requests.</summary>
public sealed class MalformedRequests(IngressRoom room) : IClassFixture<IngressRoom>
{
    private const string Host = "Host: hooks.example\r\n";

    [Theory]
    [InlineData("POST /hooks/github HTTP/1.1\r\n" + Host + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /hooks/github HTTP/1.1\r\n" + Host + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}")]
    [InlineData("POST /hooks/github HTTP/1.1\r\n" + Host + "Content-Length: -1\r\n\r\n{}")]
    [InlineData("POST /hooks/github HTTP/1.1\r\n" + Host + "Content-Length: 99999999999999999999\r\n\r\n{}")]
    [InlineData("POST /hooks/github HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("POST /hooks/github HTTP/1.1\r\n" + Host + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("POST /hooks/github HTTP/1.1\r\n" + Host + "Transfer-Encoding: chunked\r\n\r\n2;x=\"y\r\n{}\r\n0\r\n\r\n")]
    [InlineData("POST /hooks/github HTTP/1.1\r\n" + Host + "X-A: b\r\n c\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("POST /hooks/github HTTP/1.1\r\n" + Host + "X-A: b\rX-B: c\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("POST /hooks/github HTTP/1.1\r\n" + Host + "X-A: \0\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("POST /hooks/github HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("POST /hooks/../hooks/%00 HTTP/1.1\r\n" + Host + "Content-Length: 2\r\n\r\n{}")]
    [InlineData("POST /hooks/%ff%fe HTTP/1.1\r\n" + Host + "Content-Length: 2\r\n\r\n{}")]
    [InlineData("POST * HTTP/1.1\r\n" + Host + "\r\n")]
    [InlineData("POST /hooks/github HTTP/1.1\r\n" + Host + "X-Hub-Signature-256: \xFF\xFE\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("POST /hooks/github\r\n\r\n")]
    [InlineData("\r\n\r\n\r\n")]
    [InlineData("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03\r\n\r\n")]
    public async Task Is_refused_and_the_room_goes_on(string request)
    {
        var before = room.Inbox.Messages.Count;

        var answer = await AskAsync(request, hangUp: true);

        Assert.DoesNotContain("HTTP/1.1 5", answer);
        Assert.DoesNotContain("HTTP/1.1 2", answer);
        Assert.Equal(before, room.Inbox.Messages.Count);
        Assert.Equal(202, (int)(await room.SendAsync("github", "{}")).Status);
    }

    [Fact]
    public async Task An_announced_body_over_the_limit_is_refused_before_it_is_sent()
    {
        var answer = await AskAsync(
            "POST /hooks/small HTTP/1.1\r\n" + Host + "Expect: 100-continue\r\nContent-Length: 5000000000\r\n\r\n",
            hangUp: false);

        Assert.StartsWith("HTTP/1.1 413", answer);
    }

    [Fact]
    public async Task A_body_that_ends_early_is_no_event()
    {
        var message = SignedMessage.Of("github", "{}"u8.ToArray(), IngressRoom.Start);
        var before = room.Inbox.Messages.Count;

        await AskAsync($"POST /hooks/github HTTP/1.1\r\n{Host}X-Hub-Signature-256: "
            + $"{message.Headers["X-Hub-Signature-256"][0]}\r\nContent-Length: 3\r\n\r\n{{}}", hangUp: true);

        Assert.Equal(before, room.Inbox.Messages.Count);
    }

    /// <summary>Sends the bytes, and reads until the room ends the connection.</summary>
    private async Task<string> AskAsync(string request, bool hangUp)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(room.Address.Host, room.Address.Port, deadline.Token);
        await socket.SendAsync(Encoding.Latin1.GetBytes(request), deadline.Token);
        if (hangUp)
            socket.Shutdown(SocketShutdown.Send);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, deadline.Token) is var read and > 0)
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (SocketException)
        {
            // Cut off: an answer as well.
        }

        return answer.ToString();
    }
}
