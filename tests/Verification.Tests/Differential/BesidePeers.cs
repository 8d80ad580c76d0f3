using System.Collections.Concurrent;
using System.Globalization;

namespace WebhookSystem.Verification.Tests.Differential;

/// <summary>
/// The providers' own libraries and this one over the same messages: nothing is accepted that they refuse, and what
/// they accept is refused only for a reason that is written down.
/// </summary>
/// <remarks>
/// A seed in DIFFERENTIAL_SEED and a count in DIFFERENTIAL_MESSAGES replay a run, or make a long one.
/// </remarks>
public sealed class BesidePeers
{
    /// <summary>In so many messages every reason is met, or it is none.</summary>
    private const int EveryReasonFrom = 100_000;

    [Fact]
    public void Stripe_net_is_agreed_with_but_for_the_written_list() => Compare(Peer.StripeNet);

    [Fact]
    public void Octokit_Webhooks_is_agreed_with_but_for_the_written_list() => Compare(Peer.OctokitWebhooks);

    [Fact]
    public void The_list_is_written_down()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "verification.md"));

        Assert.All(
            Peer.StripeNet.Stricter.Keys.Concat(Peer.OctokitWebhooks.Stricter.Keys),
            reason => Assert.Contains($"- {reason}", page, StringComparison.Ordinal));
    }

    private static void Compare(Peer peer)
    {
        var seed = Setting("DIFFERENTIAL_SEED", Environment.TickCount);
        var count = Setting("DIFFERENTIAL_MESSAGES", 20_000);
        var scheme = Catalogue.Providers[peer.Provider];
        var met = new ConcurrentDictionary<string, int>();

        Parallel.For(0, count, number =>
        {
            var message = new Messages(scheme, seed + number).Next();
            var (ours, theirs) = (Accepts(scheme, message), peer.Accepts(message));
            var reasons = ours == theirs ? [] : peer.ReasonsToRefuse(message).ToList();
            if (ours != theirs && (ours || reasons.Count == 0))
                Assert.Fail($"seed={seed + number}: {(ours ? "only we accept" : "only we refuse")}: {message}");
            foreach (var reason in reasons.DefaultIfEmpty(ours ? "both accept" : "both refuse"))
                met.AddOrUpdate(reason, 1, (_, times) => times + 1);
        });

        var lines = met.OrderBy(pair => pair.Key).Select(pair =>
            string.Create(CultureInfo.InvariantCulture, $"{pair.Value,9} {pair.Key}"));
        TestContext.Current.TestOutputHelper?.WriteLine(
            string.Join('\n', lines.Prepend($"seed={seed}, {count} messages")));
        Assert.All(["both accept", "both refuse"], outcome => Assert.True(met.ContainsKey(outcome), outcome));
        if (count >= EveryReasonFrom)
            Assert.All(peer.Stricter.Keys, reason => Assert.True(met.ContainsKey(reason), $"never met: {reason}"));
    }

    private static bool Accepts(Scheme scheme, Message message)
    {
        var headers = new Dictionary<string, string[]> { [scheme.SignatureHeader!] = message.Headers };
        return Headers.Verify(scheme, headers, message.Body, [message.Secret], message.Now) == Verdict.Genuine;
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value
            : otherwise;
}
