using System.Text;
using WebhookSystem.Ingress.Tests.Room;

namespace WebhookSystem.Ingress.Tests.Receiving;

/// <summary>What no HTTP client would send, byte by byte: refused, never with a 5xx, never taken for two.</summary>
public sealed class MalformedRequests(IngressRoom room) : IClassFixture<IngressRoom>
{
    private const string Host = "Host: hooks.example\r\n";
    private const string Post = "POST /hooks/github HTTP/1.1\r\n" + Host;

    [Theory]
    [InlineData(Post + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData(Post + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}")]
    [InlineData(Post + "Content-Length: -1\r\n\r\n{}")]
    [InlineData(Post + "Content-Length: 99999999999999999999\r\n\r\n{}")]
    [InlineData(Post + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")]
    [InlineData(Post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n")]
    [InlineData(Post + "Transfer-Encoding: chunked\r\n\r\n2;x=\"y\r\n{}\r\n0\r\n\r\n")]
    [InlineData(Post + "X-A: b\r\n c\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData(Post + "X-A: b\rX-B: c\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData(Post + "X-A: \0\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("POST /hooks/github HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("POST /hooks/../hooks/%00 HTTP/1.1\r\n" + Host + "Content-Length: 2\r\n\r\n{}")]
    [InlineData("POST /hooks/%ff%fe HTTP/1.1\r\n" + Host + "Content-Length: 2\r\n\r\n{}")]
    [InlineData("POST * HTTP/1.1\r\n" + Host + "\r\n")]
    [InlineData(Post + "X-Hub-Signature-256: \xFF\xFE\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("POST /hooks/github\r\n\r\n")]
    [InlineData("\r\n\r\n\r\n")]
    [InlineData("\x16\x03\x01\x02\x00\x01\x00\x01\xFC\x03\x03\r\n\r\n")]
    public async Task Is_refused_and_the_room_goes_on(string request)
    {
        var before = room.Inbox.Messages.Count;

        var answer = await AskAsync(request);

        Assert.DoesNotContain("HTTP/1.1 5", answer);
        Assert.DoesNotContain("HTTP/1.1 2", answer);
        Assert.Equal(before, room.Inbox.Messages.Count);
        Assert.Equal(202, (int)(await room.SendAsync("github", "{}")).Status);
    }

    [Fact]
    public async Task An_announced_body_over_the_limit_is_refused_before_it_is_sent()
    {
        var answer = await AskAsync(
            "POST /hooks/small HTTP/1.1\r\n" + Host + "Expect: 100-continue\r\nContent-Length: 5000000000\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 413", answer);
    }

    [Fact]
    public async Task A_body_that_ends_early_is_no_event()
    {
        var message = SignedMessage.Of("github", "{}"u8.ToArray(), IngressRoom.Start);
        var before = room.Inbox.Messages.Count;

        await AskAsync($"{Post}X-Hub-Signature-256: "
            + $"{message.Headers["X-Hub-Signature-256"][0]}\r\nContent-Length: 3\r\n\r\n{{}}");

        Assert.Equal(before, room.Inbox.Messages.Count);
    }

    /// <summary>A seed in MUTATIONS_SEED and a count in MUTATIONS replay a run, or make a long one.</summary>
    [Fact]
    public async Task No_mutation_of_a_genuine_request_is_an_error_of_ours_or_another_event()
    {
        var body = """{"id":1,"repository":{"id":7}}"""u8.ToArray();
        var signature = SignedMessage.Of("github", body, IngressRoom.Start).Headers["X-Hub-Signature-256"][0];
        var genuine = Encoding.Latin1.GetBytes($"{Post}Content-Type: application/json\r\n"
            + $"X-GitHub-Event: push\r\nX-Hub-Signature-256: {signature}\r\nContent-Length: {body.Length}\r\n"
            + $"Connection: close\r\n\r\n{Encoding.Latin1.GetString(body)}");
        var seed = Setting("MUTATIONS_SEED", Environment.TickCount);
        var random = new Random(seed);

        var requests = Enumerable.Range(0, Setting("MUTATIONS", 300))
            .Select(_ => Encoding.Latin1.GetString(Mutate(genuine, random))).ToArray();
        await Parallel.ForEachAsync(requests, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (request, _) =>
        {
            var answer = await AskAsync(request);

            // A version of HTTP that is none of Kestrel's is answered 505, and that is the sender's error.
            Assert.False(
                answer.StartsWith("HTTP/1.1 5", StringComparison.Ordinal)
                    && !answer.StartsWith("HTTP/1.1 505", StringComparison.Ordinal),
                $"seed={seed}\n{request}\n{answer}");
        });

        var accepted = room.Inbox.Messages.Where(message => message.Text != "{}").ToList();
        Assert.NotEmpty(accepted);
        Assert.All(accepted, message => Assert.Equal(body, message.InlineBody()));
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;

    private static byte[] Mutate(byte[] bytes, Random random)
    {
        var mutated = bytes.ToList();
        for (var count = random.Next(1, 5); count > 0; count--)
        {
            var at = random.Next(mutated.Count);
            var length = random.Next(1, Math.Min(20, mutated.Count - at) + 1);
            switch (random.Next(5))
            {
                case 0:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 1:
                    mutated.Insert(at, (byte)random.Next(256));
                    break;
                case 2:
                    mutated.RemoveRange(at, Math.Min(length, mutated.Count - 1));
                    break;
                case 3:
                    mutated.InsertRange(random.Next(mutated.Count), mutated.GetRange(at, length));
                    break;
                default:
                    mutated.InsertRange(at, "\r\n"u8.ToArray());
                    break;
            }
        }

        return [.. mutated];
    }

    private Task<string> AskAsync(string request) => RawSender.AskAsync(room.Address, request);
}
