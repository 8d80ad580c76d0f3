using System.Net.Sockets;
using System.Text;
using WebhookSystem.Ingress.Tests.Room;

namespace WebhookSystem.Ingress.Tests.Receiving;

/// <summary>
/// Framing that a proxy could read otherwise than the room does, around a genuine signature: what cannot be read in one
/// way only is refused, so that no request hides in another.
/// </summary>
public sealed class Smuggling(IngressRoom room) : IClassFixture<IngressRoom>
{
    private const string Body = """{"smuggled":1}""";
    private const string Second = "POST /hooks/github HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n";

    private static string Signature => SignedMessage.Of("github", Encoding.UTF8.GetBytes(Body), IngressRoom.Start)
        .Headers["X-Hub-Signature-256"][0];

    [Fact]
    public async Task The_same_framed_well_is_accepted()
    {
        Assert.StartsWith("HTTP/1.1 202", await AskAsync(Request($"Content-Length: {Body.Length}", Body)));
        Assert.StartsWith("HTTP/1.1 202", await AskAsync(Request("Transfer-Encoding: chunked", Chunked(""))));
    }

    [Theory]
    [InlineData("Content-Length: 14\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 14")]
    [InlineData("Transfer-Encoding: chunked, chunked")]
    [InlineData("Transfer-Encoding: chunked, identity")]
    [InlineData("Transfer-Encoding: xchunked")]
    [InlineData("Transfer-Encoding:\tchunked\r\nContent-Length: 3")]
    [InlineData("X-Content-Length: 3\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding : chunked")]
    [InlineData("Transfer-Encoding:\r\n chunked")]
    [InlineData("X-A: b\r\n Transfer-Encoding: chunked\r\nContent-Length: 3")]
    [InlineData("X-A: b\rTransfer-Encoding: chunked\r\nContent-Length: 3")]
    public Task Chunks_that_are_announced_doubtfully_are_refused(string framing) =>
        AssertRefusedAsync(Request(framing, Chunked("")) + Second);

    [Theory]
    [InlineData("Content-Length: 14\r\nContent-Length: 15")]
    [InlineData("Content-Length: 14, 14")]
    [InlineData("Content-Length: 0x0e")]
    [InlineData("Content-Length: 14\r\n X: folded")]
    public Task A_length_that_can_be_read_in_two_ways_is_refused(string framing) =>
        AssertRefusedAsync(Request(framing, Body) + Second);

    [Theory]
    [InlineData(";a=b")]
    [InlineData(";a=\"x y\"")]
    [InlineData(";a=\"\r\n\r\n\"")]
    [InlineData(";\n")]
    public async Task A_chunk_s_extension_is_no_part_of_the_body_and_hides_no_request(string extension)
    {
        var known = room.Inbox.Messages.Select(message => message.DeliveryId).ToHashSet();

        var answer = await AskAsync(Request("Transfer-Encoding: chunked", Chunked(extension)) + Second);

        Assert.All(
            room.Inbox.Messages.Where(message => !known.Contains(message.DeliveryId)),
            message => Assert.Equal(Body, message.Text));
        Assert.True(answer.Split("HTTP/1.1 2").Length <= 2, answer);
    }

    [Theory]
    [InlineData("\r\nX-Hub-Signature-256: {0}\r\nX-Hub-Signature-256: {0}")]
    [InlineData("\r\nX-Hub-Signature-256:\r\n {0}")]
    [InlineData("\nX-Hub-Signature-256: {0}\r")]
    [InlineData("\r\nX-Hub-Signature-256: {0}\0")]
    public Task A_signature_in_a_doubtful_header_is_refused(string header) => AssertRefusedAsync(
        $"POST /hooks/github HTTP/1.1\r\nHost: a{string.Format(header, Signature)}\r\n"
        + $"Content-Length: {Body.Length}\r\n\r\n{Body}");

    [Fact]
    public async Task Who_sends_a_byte_now_and_then_is_cut_off()
    {
        using var socket = await RawSender.ConnectAsync(room.Address);
        await socket.SendAsync(Encoding.Latin1.GetBytes(Request("Content-Length: 100000", "{")));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        var dripping = DripAsync(socket, deadline.Token);
        var buffer = new byte[4096];

        var read = await socket.ReceiveAsync(buffer, deadline.Token);

        Assert.StartsWith("HTTP/1.1 408", Encoding.Latin1.GetString(buffer, 0, read));
        await deadline.CancelAsync();
        await dripping;
    }

    private static string Request(string framing, string body) =>
        $"POST /hooks/github HTTP/1.1\r\nHost: a\r\nX-Hub-Signature-256: {Signature}\r\n{framing}\r\n\r\n{body}";

    private static string Chunked(string extension) => $"e{extension}\r\n{Body}\r\n0\r\n\r\n";

    private static async Task DripAsync(Socket socket, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
                await socket.SendAsync("x"u8.ToArray(), cancellationToken);
        }
        catch (Exception ended) when (ended is SocketException or OperationCanceledException)
        {
            // Cut off, as it should be.
        }
    }

    private Task<string> AskAsync(string request) => RawSender.AskAsync(room.Address, request);

    // A word may be lost where the connection is cut; a request that was taken comes before the next one.
    private async Task AssertRefusedAsync(string request)
    {
        var known = room.Inbox.Messages.Select(message => message.DeliveryId).ToHashSet();

        var answer = await AskAsync(request);
        var next = await room.SendAsync("github", "{}");

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), answer);
        Assert.DoesNotContain("HTTP/1.1 2", answer);
        Assert.Equal(
            [next.DeliveryId],
            room.Inbox.Messages.Select(message => message.DeliveryId).Where(delivery => !known.Contains(delivery)));
    }
}
