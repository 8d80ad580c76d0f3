using System.CommandLine;
using System.Diagnostics;
using System.Text;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Verification;

namespace WebhookSystem.Bench.Verify;

/// <summary>
/// Whether a refusal's time tells what is wrong: Welch's t of two classes of requests, whose samples are taken in
/// random
/// turns. Under 4.5 in a million samples nothing can be told.
/// </summary>
internal static class TimingBenchmark
{
    public const double Threshold = 4.5;

    private const string Secret = "timing-secret";

    /// <summary>Samples above this share are somebody else's doing: an interrupt, a neighbour.</summary>
    private const double Kept = 0.9;

    private static readonly byte[] Body = Encoding.UTF8.GetBytes($$"""{"text":"{{new string('x', 1000)}}"}""");
    private static readonly Option<int> Samples = new("--samples") { DefaultValueFactory = _ => 1_000_000 };

    public static Command Build()
    {
        var command = new Command("timing", "Whether the time of a refusal tells which byte is wrong.") { Samples };
        command.SetAction(given => Run(given.GetValue(Samples)));
        return command;
    }

    private static int Run(int samples)
    {
        var scheme = Catalogue.Providers["github"];
        SigningKey[] keys = [SigningKey.From(scheme, Secret)!];
        var right = Verifier.Sign(scheme, Body, Secret, "", "");
        var first = $"sha256={(right[0] == 'a' ? 'b' : 'a')}{right[1..]}";
        var last = $"sha256={right[..^1]}{(right[^1] == 'a' ? 'b' : 'a')}";
        var all = $"sha256={string.Concat(right.Select(digit => digit == 'a' ? 'b' : 'a'))}";
        (string Name, string A, string B)[] pairs =
            [("first byte / last byte", first, last), ("last byte / every byte", last, all),
                ("same / same", first, first)];
        var results = pairs.Select(pair => (pair.Name, T: Compare(
            samples, () => Verify(scheme, keys, pair.A), () => Verify(scheme, keys, pair.B)))).ToArray();
        var report = new Report(Console.Out);
        report.Table(["wrong is", "t"], results.Select(result => new object[] { result.Name, result.T }));
        report.Figures(new { samples, Threshold, T = results.ToDictionary(result => result.Name, result => result.T) });
        return results.All(result => Math.Abs(result.T) < Threshold) ? 0 : 1;
    }

    private static void Verify(Scheme scheme, SigningKey[] keys, string signature)
    {
        var request = new SignedRequest<OneHeader>(new(signature), Body);
        if (Verifier.Verify(scheme, request, keys, DateTimeOffset.UnixEpoch) != Verdict.SignatureMismatch)
            throw new InvalidOperationException("A wrong signature was believed.");
    }

    private static double Compare(int samples, Action a, Action b)
    {
        var random = new Random(1);
        var times = new[] { new List<double>(samples), new List<double>(samples) };
        for (var at = 0; at < samples + 10_000; at++)
        {
            var which = random.Next(2);
            var started = Stopwatch.GetTimestamp();
            (which == 0 ? a : b)();
            if (at >= 10_000)
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
