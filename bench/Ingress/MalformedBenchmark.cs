using System.Collections.Concurrent;
using System.CommandLine;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Bench.Parsers;
using WebhookSystem.Contracts.Events;

namespace WebhookSystem.Bench.Ingress;

/// <summary>
/// Malformed requests over raw sockets: no answer of 5xx, nobody kept waiting, nothing believed that is not so.
/// </summary>
internal static class MalformedBenchmark
{
    /// <summary>A server that says nothing for so long after its sender has finished hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly Option<int> Requests = new("--requests") { DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<int> Seed = new("--seed") { DefaultValueFactory = _ => 1 };
    private static readonly Option<int> Connections = new("--connections") { DefaultValueFactory = _ => 32 };

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            "\r\n", "\r", "\n", "\0", ":", " ", "\t", ",", "Content-Length: 5\r\n", "Content-Length: -1\r\n",
            "Transfer-Encoding: chunked\r\n", "Transfer-Encoding: gzip\r\n", "Expect: 100-continue\r\n", "Host: a\r\n",
            "Content-Encoding: gzip\r\n", "X-Hub-Signature-256: sha256=\r\n", "X-A: b\r\n c\r\n", "HTTP/9.9", "%00",
            "%2e%2e/",
            "GET ", "Upgrade: h2c\r\nConnection: Upgrade\r\n", "\xFF\xFE", "0\r\n\r\n", "{\"id\":1e99999}",
        }.Select(Encoding.Latin1.GetBytes),
    ];

    public static Command Build()
    {
        var command = new Command("malformed", "Malformed requests over raw sockets against the room.")
        {
            Requests, Seed, Connections,
        };
        command.SetAction((given, cancellationToken) => RunAsync(
            given.GetValue(Requests), given.GetValue(Seed), given.GetValue(Connections), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        int requests, int seed, int connections, CancellationToken cancellationToken)
    {
        var genuine = Served.Request(200);
        var text = Encoding.Latin1.GetString(genuine);
        var inbox = new WatchfulInbox(Digest.Of(text[(text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]));
        var room = await Served.RoomAsync(inbox).ConfigureAwait(false);
        await using var _ = room.ConfigureAwait(false);
        await room.StartAsync(cancellationToken).ConfigureAwait(false);
        var address = new Uri(room.Urls.First());
        var answers = new ConcurrentDictionary<string, int>();
        await Parallel.ForEachAsync(
            Enumerable.Range(0, requests),
            new ParallelOptions { MaxDegreeOfParallelism = connections, CancellationToken = cancellationToken },
            async (number, token) =>
            {
                var answer = await AskAsync(address, Malformed(genuine, seed, number), token)
                    .ConfigureAwait(false);
                answers.AddOrUpdate(answer, 1, static (_, count) => count + 1);
            }).ConfigureAwait(false);
        return Judge(answers, inbox, requests, seed);
    }

    private static int Judge(ConcurrentDictionary<string, int> answers, WatchfulInbox inbox, int requests, int seed)
    {
        var report = new Report(Console.Out);
        report.Table(["answer", "requests"], answers.OrderBy(answer => answer.Key, StringComparer.Ordinal)
            .Select(answer => new object[] { answer.Key, answer.Value }));
        // A version of HTTP that is none of Kestrel's is answered 505, and that is the sender's error.
        var errors = answers.Where(answer => answer.Key.StartsWith('5')
            && answer.Key != "505").Sum(answer => answer.Value);
        var hangs = answers.GetValueOrDefault("hang");
        report.Figures(new { requests, seed, errors, hangs, falseAccepts = inbox.Forged, genuine = inbox.Genuine,
            answers });
        return errors + hangs + inbox.Forged == 0 ? 0 : 1;
    }

    private static byte[] Malformed(byte[] genuine, int seed, int number)
    {
        var chance = new Chance((ulong)seed, (ulong)number);
        return new Breaker(Pieces).Broken(genuine, ref chance).ToArray();
    }

    /// <summary>The answer's status; or that the server cut off, or kept its sender waiting.</summary>
    private static async Task<string> AskAsync(Uri address, byte[] request, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        var buffer = new byte[4096];
        try
        {
            await socket.ConnectAsync(address.Host, address.Port, deadline.Token).ConfigureAwait(false);
            await socket.SendAsync(request, deadline.Token).ConfigureAwait(false);
            socket.Shutdown(SocketShutdown.Send);
            var answer = new StringBuilder();
            for (int read; (read = await socket.ReceiveAsync(buffer, deadline.Token).ConfigureAwait(false)) > 0;)
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
            var first = answer.ToString();
            return first.StartsWith("HTTP/1.1 ", StringComparison.Ordinal)
                && first.Length >= 12 ? first[9..12] : "cut off";
        }
        catch (SocketException)
        {
            return "cut off";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "hang";
        }
    }
}
