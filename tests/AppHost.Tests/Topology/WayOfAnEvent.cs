using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;

namespace WebhookSystem.AppHost.Tests.Topology;

/// <summary>What a provider sends and a consumer receives, and what the dashboard says of it.</summary>
public sealed class WayOfAnEvent(RunningTopology topology) : IClassFixture<RunningTopology>
{
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];

    [Fact]
    public async Task Each_providers_webhook_comes_out_as_a_CloudEvent()
    {
        using var ingress = topology.Ingress;
        var now = TimeProvider.System.GetUtcNow();
        var resource = new
        {
            id = RandomNumberGenerator.GetInt32(int.MaxValue),
            updated_at = now.ToString("O", CultureInfo.InvariantCulture),
        };

        Assert.Equal(HttpStatusCode.Accepted, await ingress.SendStripeAsync(new
        {
            id = $"evt_{_run}",
            type = "charge.succeeded",
            created = now.ToUnixTimeSeconds(),
            data = new { @object = new { id = $"ch_{_run}" } },
        }));
        Assert.Equal(HttpStatusCode.Accepted, await ingress.SendGitHubAsync(
            "push", JsonSerializer.Serialize(new { repository = resource })));
        Assert.Equal(HttpStatusCode.Accepted, await ingress.SendShopifyAsync(resource));
        Assert.Equal(HttpStatusCode.Accepted, await ingress.SendSlackAsync(new
        {
            type = "event_callback",
            event_id = $"Ev{_run}",
            event_time = now.ToUnixTimeSeconds(),
            @event = new { type = "message", channel = $"C{_run}" },
        }));
        Assert.Equal(HttpStatusCode.Accepted, await ingress.SendStandardAsync(
            $"msg_{_run}", new { type = "order.paid", data = new { id = $"o{_run}", sequence = 1 } }));

        Assert.Equal("charge.succeeded", (await OneAsync("stripe", $"ch_{_run}")).Type);
        Assert.Equal("push", (await OneAsync("github", $"{resource.id}")).Type);
        Assert.Equal("orders/create", (await OneAsync("shopify", $"{resource.id}")).Type);
        Assert.Equal("message", (await OneAsync("slack", $"C{_run}")).Type);
        Assert.Equal($"msg_{_run}", (await OneAsync("standard", $"o{_run}")).Id);
    }

    [Fact]
    public async Task The_same_delivery_ten_times_at_once_comes_out_once_and_nine_are_counted()
    {
        using var ingress = topology.Ingress;
        var key = $"ten{_run}";
        var id = $"msg_{key}";

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(
            _ => ingress.SendStandardAsync(id, new { type = "order.paid", data = new { id = key, sequence = 1 } })));
        await ingress.SendStandardAsync($"{id}-2", new { type = "order.paid", data = new { id = key, sequence = 2 } });

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Accepted, answer));
        var received = await topology.ReceiveAsync("standard", key, 2);
        Assert.Equal([id, $"{id}-2"], received.Select(one => one.Id));
        await topology.AskAsync(
            $"/api/events/standard/{key}/{id}", node => node["event"]!["duplicates"]!.GetValue<long>() == 9);
    }

    [Fact]
    public async Task What_is_forged_or_stale_is_refused()
    {
        using var ingress = topology.Ingress;
        var body = new { type = "order.paid", data = new { id = $"forged{_run}", sequence = 1 } };
        var hourAgo = TimeProvider.System.GetUtcNow().AddHours(-1);
        var stale = hourAgo.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var large = new { pad = new string('x', 20_000_000) };

        Assert.Equal(HttpStatusCode.Unauthorized, await ingress.SendStandardAsync(
            "m1", body, tamper: text => text.Replace("1", "2")));
        Assert.Equal(HttpStatusCode.Unauthorized, await ingress.SendStandardAsync("m2", body, stale));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await ingress.SendStandardAsync("m3", large));
        await topology.AskAsync("/api/counts", node => node["rejected"]!.GetValue<long>() >= 3);
    }

    [Fact]
    public async Task A_large_body_travels_through_the_bucket()
    {
        using var ingress = topology.Ingress;
        var key = $"big{_run}";
        var pad = Convert.ToHexString(RandomNumberGenerator.GetBytes(1_500_000));
        var body = new { type = "order.paid", data = new { id = key, sequence = 1 }, pad };

        Assert.Equal(HttpStatusCode.Accepted, await ingress.SendStandardAsync($"msg_{key}", body));

        var reference = (string)(await OneAsync("standard", key))["dataref"]!;
        var (bucket, name) = (reference["s3://".Length..].Split('/')[0], reference["s3://".Length..].Split('/', 2)[1]);
        using var s3 = topology.S3;
        using var kept = await s3.GetObjectAsync(bucket, name);
        using var reader = new StreamReader(kept.ResponseStream);
        Assert.Equal(JsonSerializer.Serialize(body), await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task Numbers_that_come_mixed_up_come_out_in_order()
    {
        var key = $"mixed{_run}";

        await SendAsync(key, 1, 3, 2, 5, 4);

        Assert.Equal([1, 2, 3, 4, 5], (await topology.ReceiveAsync("standard", key, 5)).Select(NumberOf));
    }

    [Fact]
    public async Task A_gap_is_given_up_and_seen_and_what_comes_late_is_marked()
    {
        var key = $"gap{_run}";

        await SendAsync(key, 1, 3, 4);
        var first = await topology.ReceiveAsync("standard", key, 3);
        var story = await topology.AskAsync($"/api/keys/standard/{key}", node => node["gaps"]!.AsArray().Count > 0);
        await SendAsync(key, 2);
        var all = await topology.ReceiveAsync("standard", key, 4);

        Assert.Equal([1, 3, 4], first.Select(NumberOf));
        Assert.Equal("true", first[1]["followsgap"]);
        Assert.Equal("""[{"first":"2","last":"2"}]""", story["gaps"]!.ToJsonString());
        Assert.Equal(2, NumberOf(all[3]));
        Assert.Equal("true", all[3]["late"]);
    }

    [Fact]
    public async Task An_events_trace_runs_from_the_request_to_the_release()
    {
        var key = $"trace{_run}";
        await SendAsync(key, 1);
        var received = Assert.Single(await topology.ReceiveAsync("standard", key, 1));

        var node = await topology.AskAsync($"/api/events/standard/{key}/{received.Id}", HasAllRooms);

        var spans = node["spans"]!.AsArray();
        Assert.Contains(spans, span => span!["name"]!.GetValue<string>().StartsWith("POST", StringComparison.Ordinal));
        Assert.Contains(spans, span => span!["name"]!.GetValue<string>() == "send webhook-ordered.fifo");
        Assert.Single(spans.Select(span => span!["traceId"]!.GetValue<string>()).Distinct());

        static bool HasAllRooms(System.Text.Json.Nodes.JsonNode node) => node["spans"]!.AsArray()
            .Select(span => span!["service"]!.GetValue<string>()).Distinct().Order()
            .SequenceEqual(["ingress", "orderer", "processor"]);
    }

    private async Task<CloudEvent> OneAsync(string source, string key) =>
        Assert.Single(await topology.ReceiveAsync(source, key, 1));

    private async Task SendAsync(string key, params int[] numbers)
    {
        using var ingress = topology.Ingress;
        foreach (var number in numbers)
        {
            Assert.Equal(HttpStatusCode.Accepted, await ingress.SendStandardAsync(
                $"msg_{key}_{number}", new { type = "order.paid", data = new { id = key, sequence = number } }));
        }
    }

    private static int NumberOf(CloudEvent received) =>
        ((JsonElement)received.Data!).GetProperty("data").GetProperty("sequence").GetInt32();
}
