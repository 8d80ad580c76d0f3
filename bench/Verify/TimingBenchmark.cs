using System.CommandLine;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using WebhookSystem.Bench.Ingress;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Verification;

namespace WebhookSystem.Bench.Verify;

/// <summary>
/// Whether a refusal's time tells what is wrong: Welch's t of two classes of requests, whose samples are taken in
/// random turns. Under 4.5 in a million samples nothing can be told. A class beside itself tells what the machine
/// makes of it: where that is not under 4.5, the rest says nothing.
/// </summary>
internal static class TimingBenchmark
{
    public const double Threshold = 4.5;

    /// <summary>Samples above this share are somebody else's doing: an interrupt, a neighbour.</summary>
    private const double Kept = 0.9;

    /// <summary>Until the runtime has compiled what is measured for good.</summary>
    private const int WarmUp = 200_000;

    private static readonly byte[] Body = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 1000)}}"}""");
    private static readonly Option<int> Samples = new("--samples") { DefaultValueFactory = _ => 1_000_000 };

    public static Command Build()
    {
        var command = new Command("timing", "Whether the time of a refusal tells which byte is wrong.") { Samples };
        command.SetAction((given, cancellationToken) => RunAsync(given.GetValue(Samples), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int samples, CancellationToken cancellationToken)
    {
        var scheme = Catalogue.Providers["github"];
        SigningKey[] keys = [SigningKey.From(scheme, Served.Secret)!];
        var right = Verifier.Sign(scheme, Body, Served.Secret, "", "");
        var first = $"sha256={(right[0] == 'a' ? 'b' : 'a')}{right[1..]}";
        var last = $"sha256={right[..^1]}{(right[^1] == 'a' ? 'b' : 'a')}";
        // Each digit is another, and they are as many of each kind.
        var all = $"sha256={string.Concat(right.Select(digit => digit is '9' or 'f' ? digit - 5 : digit + 1)
            .Select(code => (char)code))}";
        var room = await Served.RoomAsync(new EndlessInbox()).ConfigureAwait(false);
        await using var _ = room.ConfigureAwait(false);
        await room.StartAsync(cancellationToken).ConfigureAwait(false);
        var address = new Uri(room.Urls.First());
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(address.Host, address.Port, cancellationToken).ConfigureAwait(false);
        var buffer = new byte[4096];

        (string Name, (double T, double Nanoseconds) Found)[] results =
        [
            ("same / same", Compare(samples, first, first, Verify)),
            ("first byte / last byte", Compare(samples, first, last, Verify)),
            ("last byte / every byte", Compare(samples, last, all, Verify)),
            ("over HTTP: same / same", Compare(samples, "github", "github", Ask)),
            ("over HTTP: last byte / unknown source", Compare(samples, "github", "gitlab", Ask)),
        ];
        var report = new Report(Console.Out);
        report.Table(["wrong is", "t", "ns"], results.Select(result => new object[]
        {
            result.Name, result.Found.T, result.Found.Nanoseconds,
        }));
        report.Figures(new
        {
            samples, Threshold, T = results.ToDictionary(result => result.Name, result => result.Found.T),
        });
        return results.All(result => Math.Abs(result.Found.T) < Threshold) ? 0 : 1;

        void Verify(string signature)
        {
            var request = new SignedRequest<OneHeader>(new(signature), Body);
            if (Verifier.Verify(scheme, request, keys, DateTimeOffset.UnixEpoch) != Verdict.SignatureMismatch)
                throw new InvalidOperationException("A wrong signature was believed.");
        }

        void Ask(string source)
        {
            socket.Send(Encoding.ASCII.GetBytes(
                $"POST /hooks/{source} HTTP/1.1\r\nHost: a\r\nX-Hub-Signature-256: {last}\r\n"
                + $"Content-Length: {Body.Length}\r\n\r\n"));
            socket.Send(Body);
            var read = socket.Receive(buffer);
            if (!buffer.AsSpan(0, read).StartsWith("HTTP/1.1 401"u8))
                throw new InvalidOperationException("A wrong signature was believed.");
        }
    }

    /// <summary>
    /// One way for both classes, and their texts anew each time, out of the same place: neither code nor where a text
    /// lay tells them apart.
    /// </summary>
    private static (double T, double Nanoseconds) Compare(int samples, string a, string b, Action<string> act)
    {
        var random = new Random(1);
        string[] texts = [a, b];
        var (times, classes) = (new long[samples + WarmUp], new byte[samples + WarmUp]);
        var copied = new char[Math.Max(a.Length, b.Length)];
        for (var at = 0; at < times.Length; at++)
        {
            var which = random.Next(2);
            texts[which].CopyTo(copied);
            var text = new string(copied.AsSpan(0, texts[which].Length));
            var started = Stopwatch.GetTimestamp();
            act(text);
            times[at] = Stopwatch.GetTimestamp() - started;
            classes[at] = (byte)which;
        }

        // One limit for both classes: cutting each at its own would hide what is looked for.
        var limit = times[WarmUp..].Order().ElementAt((int)(samples * Kept));
        var kept = times.Zip(classes).Skip(WarmUp).Where(sample => sample.First <= limit)
            .ToLookup(sample => sample.Second, sample => (double)sample.First);
        return Welch([.. kept[0]], [.. kept[1]]);
    }

    private static (double T, double Nanoseconds) Welch(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var spread = (Variance(a, meanA) / a.Length) + (Variance(b, meanB) / b.Length);
        var difference = meanA - meanB;
        return (difference / Math.Sqrt(spread), difference * 1e9 / Stopwatch.Frequency);
    }

    private static double Variance(double[] values, double mean) =>
        values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);

    private readonly record struct OneHeader(string Signature) : ISignedHeaders
    {
        public int Read(string name, out string value)
        {
            value = name == "X-Hub-Signature-256" ? Signature : "";
            return value.Length > 0 ? 1 : 0;
        }
    }
}
