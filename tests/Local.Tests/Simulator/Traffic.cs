using System.Text;
using System.Text.Json;
using WebhookSystem.Simulator;
using WebhookSystem.Simulator.Plan;
using WebhookSystem.Simulator.Providers;

namespace WebhookSystem.Local.Tests.Simulator;

/// <summary>The plan of a run: what is asked for is what is sent, and a seed says all.</summary>
public sealed class Traffic
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly Settings Mixed = new()
    {
        Providers = Catalogue.ByHeart,
        Count = 4000,
        Duplicate = 0.05,
        Reorder = 0.1,
        Forged = 0.02,
        Oversized = 0.01,
        Large = 0.01,
        Run = "run1",
    };

    [Fact]
    public void The_same_seed_gives_the_same_traffic() => Assert.Equal(
        Plan(Mixed).Select(Fingerprint), Plan(Mixed).Select(Fingerprint));

    [Fact]
    public void Another_seed_gives_other_traffic() => Assert.NotEqual(
        Plan(Mixed).Select(Fingerprint), Plan(Mixed with { Seed = 2 }).Select(Fingerprint));

    [Fact]
    public void Each_keys_events_are_numbered_from_one_without_gaps()
    {
        var events = Plan(Mixed).Where(request => request.Kind == RequestKind.Event).ToList();

        Assert.Equal(4000, events.Count);
        Assert.All(KeysOf(events), key => Assert.Equal(
            Enumerable.Range(1, key.Count()).Select(position => (long)position),
            key.Select(request => request.PositionInKey).Order()));
    }

    [Fact]
    public void The_asked_share_is_overtaken_by_events_of_its_key()
    {
        var events = Plan(Mixed).Where(request => request.Kind == RequestKind.Event).ToList();

        var overtaken = KeysOf(events).Sum(key =>
        {
            var highest = 0L;
            return key.Count(request => request.PositionInKey < (highest = Math.Max(highest, request.PositionInKey)));
        });
        AssertShare(Mixed.Reorder, overtaken);
    }

    [Fact]
    public void The_asked_share_comes_a_second_time_and_after_the_first()
    {
        var plan = Plan(Mixed);

        var firsts = plan.Where(request => request.Kind == RequestKind.Event)
            .ToDictionary(request => (request.Provider, request.Message.Id));
        var duplicates = plan.Where(request => request.Kind == RequestKind.Duplicate).ToList();
        AssertShare(Mixed.Duplicate, duplicates.Count);
        Assert.All(duplicates, duplicate =>
        {
            var first = firsts[(duplicate.Provider, duplicate.Message.Id)];
            Assert.True(first.Number < duplicate.Number);
            Assert.Equal(first.Body(), duplicate.Body());
        });
    }

    [Fact]
    public void What_is_to_be_refused_comes_on_top_and_has_no_place_in_any_keys_order()
    {
        var plan = Plan(Mixed);

        var strange = plan.Where(request => request.Kind is RequestKind.Forged or RequestKind.Oversized).ToList();
        AssertShare(Mixed.Forged, strange.Count(request => request.Kind == RequestKind.Forged));
        AssertShare(Mixed.Oversized, strange.Count(request => request.Kind == RequestKind.Oversized));
        Assert.All(strange, request => Assert.Equal(Mixed.Keys, request.Key));
        Assert.All(plan, request => Assert.Equal(request.Kind == RequestKind.Forged, request.Forgery != Forgery.None));
    }

    [Fact]
    public void Only_a_signed_time_is_replayed() => Assert.DoesNotContain(
        Plan(Mixed with { Forged = 1 }),
        request => request.Forgery == Forgery.Replayed && !request.Provider.SignsTime);

    [Fact]
    public void A_filled_up_body_is_still_the_same_json()
    {
        var large = Plan(Mixed).First(request => request is { Kind: RequestKind.Event, PaddedTo: > 0 });

        var body = large.Body();
        Assert.InRange(body.Length, 300 * 1024, 1024 * 1024);
        using var json = JsonDocument.Parse(body);
        Assert.Equal(Encoding.UTF8.GetString(large.Message.Body), json.RootElement.GetRawText());
    }

    [Fact]
    public void A_key_of_one_run_is_no_key_of_another() => Assert.Empty(
        StripeKeys(Mixed).Intersect(StripeKeys(Mixed with { Run = "run2" })));

    [Theory]
    [InlineData("stripe", "/created")]
    [InlineData("shopify", "/updated_at")]
    [InlineData("slack", "/event_time")]
    [InlineData("standard", "/data/sequence")]
    [InlineData("github", "/repository/updated_at")]
    public void A_keys_positions_rise_in_its_true_order(string source, string place)
    {
        var provider = Catalogue.ByHeart.Single(provider => provider.Source == source);
        var plan = Plan(Mixed with { Providers = [provider], Rate = 1000 });

        Assert.All(KeysOf(plan.Where(request => request.Kind == RequestKind.Event)), key =>
        {
            var inOrder = key.OrderBy(request => request.PositionInKey);
            var positions = inOrder.Select(request => Position(request, place)).ToList();
            Assert.Equal(positions.Distinct().Order(), positions);
        });
    }

    /// <summary>Within four standard deviations of what chance would give.</summary>
    private static void AssertShare(double share, int count)
    {
        var expected = 4000 * share;
        Assert.InRange(Math.Abs(count - expected), 0, 4 * Math.Sqrt(expected * (1 - share)));
    }

    private static List<PlannedRequest> Plan(Settings settings) => [.. new TrafficPlan(settings, Start).Requests()];

    private static string Fingerprint(PlannedRequest request) =>
        $"{request.Number} {request.Kind} {request.Forgery} {request.PaddedTo} {request.Message.Id} "
        + Encoding.UTF8.GetString(request.Message.Body);

    private static IEnumerable<IGrouping<(IProvider, int), PlannedRequest>> KeysOf(
        IEnumerable<PlannedRequest> requests) => requests.GroupBy(request => (request.Provider, request.Key));

    private static List<string?> StripeKeys(Settings settings) =>
    [
        .. Plan(settings).Where(request => request.Provider.Source == "stripe").Select(request =>
        {
            using var json = JsonDocument.Parse(request.Message.Body);
            return json.RootElement.GetProperty("data").GetProperty("object").GetProperty("id").GetString();
        }),
    ];

    private static decimal Position(PlannedRequest request, string place)
    {
        using var json = JsonDocument.Parse(request.Message.Body);
        var value = place[1..].Split('/').Aggregate(json.RootElement, (element, name) => element.GetProperty(name));
        return value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : value.GetDateTimeOffset().Ticks;
    }
}
