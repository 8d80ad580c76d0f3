using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Octokit.Webhooks;
using Stripe;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Verification;

namespace WebhookSystem.Bench.Verify;

/// <summary>
/// A signature's cost beside the bare HMAC's, Stripe's library's and Octokit's, from bytes to the verdict.
/// </summary>
internal static class VerifyBenchmark
{
    private const string Secret = "whsec_c2VjcmV0LW9mLXRoaXJ0eS10d28tYnl0ZXMtbG9uZw==";
    private const int Operations = 200;

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly Option<int> RoundCount = new("--rounds") { DefaultValueFactory = _ => 400 };

    public static Command Build()
    {
        var command = new Command("verify", "Verification of 1 KB and 20 KB beside HashData, Stripe.net and Octokit.")
        {
            RoundCount,
        };
        command.SetAction((given, cancellationToken) => RunAsync(given.GetValue(RoundCount), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(int rounds, CancellationToken cancellationToken)
    {
        var report = new Report(Console.Out);
        var all = new List<(int Bytes, Measured Measured)>();
        foreach (var bytes in new[] { 1024, 20 * 1024 })
        {
            var measured = await Rounds.RunAsync(rounds, [.. Subjects(bytes)], cancellationToken).ConfigureAwait(false);
            all.AddRange(measured.Select(one => (bytes, one)));
        }

        report.Table(
            ["case", "bytes", "ns", "x HashData", "B/op"],
            all.Select(row => (object[])
                [row.Measured.Name, row.Bytes, row.Measured.Nanoseconds, row.Measured.Ratio, row.Measured.Bytes]));
        report.Figures(all.Select(row => new
        {
            row.Measured.Name, BodyBytes = row.Bytes, row.Measured.Nanoseconds, row.Measured.Ratio,
            AllocatedBytes = row.Measured.Bytes,
        }));
        return 0;
    }

    private static IEnumerable<Subject> Subjects(int bytes)
    {
        var body = Body(bytes);
        var key = Encoding.UTF8.GetBytes(Secret);
        var (stripe, github, standard) = (Headers("stripe", body), Headers("github", body),
            Headers("standard-webhooks", body));
        var timestamp = Now.ToUnixTimeSeconds();
        yield return Of("HMACSHA256.HashData", () =>
        {
            Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
            return HMACSHA256.HashData(key, body, mac) > 0;
        });
        yield return Ours("stripe", body, stripe, 1);
        yield return Ours("stripe", body, stripe, 4);
        yield return Ours("github", body, github, 1);
        yield return Ours("standard-webhooks", body, standard, 1);
        yield return Of("Stripe.net ValidateSignature", () =>
        {
            EventUtility.ValidateSignature(
                Encoding.UTF8.GetString(body), stripe.Signature, Secret, 300, timestamp);
            return true;
        });
        yield return Of("Octokit.Webhooks validator", () => WebhookSignatureValidator.Verify(
            github.Signature, Secret, body) == WebhookSignatureValidationResult.Valid);
    }

    private static Subject Ours(string provider, byte[] body, KnownHeaders headers, int keyCount)
    {
        var scheme = Catalogue.Providers[provider];
        var others = Enumerable.Range(1, keyCount - 1).Select(number =>
            SigningKey.From(scheme, $"whsec_b3RoZXI{number}")!);
        SigningKey[] keys = [SigningKey.From(scheme, Secret)!, .. others];
        var request = new SignedRequest<KnownHeaders>(headers, body);
        var name = keyCount == 1 ? $"{provider}, 1 key" : $"{provider}, {keyCount} live keys";
        return Of(name, () => Verifier.Verify(scheme, request, keys, Now) == Verdict.Genuine);
    }

    private static Subject Of(string name, Func<bool> verify) => new(name, Operations, _ =>
    {
        for (var at = 0; at < Operations; at++)
        {
            if (!verify())
                throw new InvalidOperationException($"{name} refuses what is genuine.");
        }

        return Task.CompletedTask;
    });

    private static KnownHeaders Headers(string provider, byte[] body)
    {
        var timestamp = Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var scheme = Catalogue.Providers[provider];
        var signature = Verifier.Sign(scheme, body, Secret, "msg_1", timestamp);
        return provider switch
        {
            "stripe" => new(scheme, $"t={timestamp},v1={signature}", timestamp),
            _ => new(scheme, scheme.Prefix + signature, timestamp),
        };
    }

    private static byte[] Body(int bytes) => Encoding.UTF8.GetBytes(
        $$"""{"id":"evt_1","type":"t","text":"{{new string('x', bytes - 37)}}"}""");

    private readonly record struct KnownHeaders(Scheme Scheme, string Signature, string Timestamp) : ISignedHeaders
    {
        public int Read(string name, out string value)
        {
            value = name == Scheme.SignatureHeader ? Signature
                : name == Scheme.TimestampHeader ? Timestamp
                : name == Scheme.IdHeader ? "msg_1" : "";
            return value.Length > 0 ? 1 : 0;
        }
    }
}
