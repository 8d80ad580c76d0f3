using System.CommandLine;
using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using WebhookSystem.Bench.Ingress;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Ingress.Receive;
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
        var all = $"sha256={string.Concat(right.Select(digit => digit == 'a' ? 'b' : 'a'))}";
        var room = await Served.RoomAsync(new EndlessInbox()).ConfigureAwait(false);
        await using var _ = room.ConfigureAwait(false);
        var reception = room.Services.GetRequiredService<Reception>();

        (string Name, double T)[] results =
        [
            ("same / same", Compare(samples, first, first, Verify)),
            ("first byte / last byte", Compare(samples, first, last, Verify)),
            ("last byte / every byte", Compare(samples, last, all, Verify)),
            ("room: same / same", Compare(samples, "github", "github", Receive)),
            ("room: last byte / unknown source", Compare(samples, "github", "gitlab", Receive)),
        ];
        var report = new Report(Console.Out);
        report.Table(["wrong is", "t"], results.Select(result => new object[] { result.Name, result.T }));
        report.Figures(new { samples, Threshold, T = results.ToDictionary(result => result.Name, result => result.T) });
        return results.All(result => Math.Abs(result.T) < Threshold) ? 0 : 1;

        void Verify(string signature)
        {
            var request = new SignedRequest<OneHeader>(new(signature), Body);
            if (Verifier.Verify(scheme, request, keys, DateTimeOffset.UnixEpoch) != Verdict.SignatureMismatch)
                throw new InvalidOperationException("A wrong signature was believed.");
        }

        void Receive(string source)
        {
            var context = new DefaultHttpContext();
            context.Request.Method = "POST";
            context.Request.Headers["X-Hub-Signature-256"] = last;
            context.Request.ContentLength = Body.Length;
            context.Request.Body = new MemoryStream(Body, writable: false);
            var receiving = reception.ReceiveAsync(source, context.Request, cancellationToken);
            if (receiving.GetAwaiter().GetResult() is not Answer.Refused)
                throw new InvalidOperationException("A wrong signature was believed.");
        }
    }

    /// <summary>
    /// One way for both classes, and their texts anew each time: neither code nor place tells them apart.
    /// </summary>
    private static double Compare(int samples, string a, string b, Action<string> act)
    {
        var random = new Random(1);
        var times = new[] { new List<double>(samples), new List<double>(samples) };
        for (var at = 0; at < samples + WarmUp; at++)
        {
            var which = random.Next(2);
            var text = new string((which == 0 ? a : b).AsSpan());
            var started = Stopwatch.GetTimestamp();
            act(text);
            if (at >= WarmUp)
                times[which].Add(Stopwatch.GetTimestamp() - started);
        }

        // One limit for both classes: cutting each at its own would hide what is looked for.
        var limit = times.SelectMany(one => one).Order().ElementAt((int)(samples * Kept));
        return Welch([.. times[0].Where(time => time <= limit)], [.. times[1].Where(time => time <= limit)]);
    }

    private static double Welch(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var spread = (Variance(a, meanA) / a.Length) + (Variance(b, meanB) / b.Length);
        return (meanA - meanB) / Math.Sqrt(spread);
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
