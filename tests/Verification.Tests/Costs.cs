using System.Diagnostics;
using System.Text;

namespace WebhookSystem.Verification.Tests;

/// <summary>What a hostile header may cost: it is paid before anybody is believed.</summary>
public sealed class Costs
{
    private static readonly TimeSpan CostMax = TimeSpan.FromMicroseconds(100);

    public static TheoryData<string> All => [.. Catalogue.Providers
        .Where(entry => entry.Value.SignatureHeader is not null).Select(entry => entry.Key)];

    [Theory]
    [MemberData(nameof(All))]
    public void A_header_of_a_hundred_thousand_items_costs_no_more_than_100_microseconds(string provider)
    {
        var scheme = Catalogue.Providers[provider];
        SigningKey[] keys = [SigningKey.From(scheme, Delivery.KeyFor(scheme).Secret)!];
        var item = $"{scheme.SignatureField ?? "v1"}={scheme.Prefix}AAAA";
        var separator = scheme.Separators.Length > 0 ? scheme.Separators[..1] : ",";
        string[] hostile =
        [
            string.Join(separator, Enumerable.Repeat(item, 100_000)),
            string.Join(' ', Enumerable.Repeat(item, 100_000)),
            scheme.Prefix + string.Join(';', Enumerable.Repeat(item, 100_000)), new('=', 100_000), new(',', 100_000),
            scheme.Prefix + Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('[', 100_000))),
        ];

        Assert.All(hostile, header => Assert.InRange(
            Enumerable.Range(0, 30).Min(_ => Cost(scheme, header, keys)), TimeSpan.Zero, CostMax));
    }

    private static TimeSpan Cost(Scheme scheme, string header, SigningKey[] keys)
    {
        var request = new SignedRequest<OneHeader>(new(scheme.SignatureHeader!, header), "{}"u8.ToArray());
        var started = Stopwatch.GetTimestamp();
        var verdict = Verifier.Verify(scheme, request, keys, Delivery.Now);
        var cost = Stopwatch.GetElapsedTime(started);
        Assert.NotEqual(Verdict.Genuine, verdict);
        return cost;
    }

    private readonly record struct OneHeader(string Name, string Value) : ISignedHeaders
    {
        public int Read(string name, out string value)
        {
            var isIt = name.Equals(Name, StringComparison.OrdinalIgnoreCase);
            value = isIt ? Value : "1800000000";
            return 1;
        }
    }
}
