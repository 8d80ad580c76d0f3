using System.Net;
using System.Text.Json.Nodes;
using WebhookSystem.Ingress.Tests.Room;
using WebhookSystem.Simulator.Plan;
using WebhookSystem.Simulator.Providers;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Sign;
using Entries = WebhookSystem.Verification.Catalogue;
using Played = WebhookSystem.Simulator.Providers.Catalogue;

namespace WebhookSystem.Ingress.Tests.Receiving;

/// <summary>Every provider of the catalogue, played by the simulator, against the room as it is.</summary>
public sealed class SimulatedProviders : IAsyncLifetime
{
    private static readonly Dictionary<string, SenderKey> Keys =
        Entries.Providers.ToDictionary(entry => entry.Key, entry => SenderKey.New(entry.Value));

    private readonly IngressRoom _room = new()
    {
        Sources = new JsonObject
        {
            ["sources"] = new JsonObject(Entries.Providers.Keys.Select(name =>
                KeyValuePair.Create<string, JsonNode?>(name, new JsonObject { ["provider"] = name }))),
        }.ToJsonString(),
    };

    public static TheoryData<string> Forgeries =>
        [nameof(Forgery.WrongSecret), nameof(Forgery.AlteredBody), nameof(Forgery.NoSignature)];

    public async ValueTask InitializeAsync()
    {
        await _room.InitializeAsync();
        foreach (var (name, key) in Keys)
            _room.Secrets.Versions[name] = new(key.Secret, IngressRoom.Start, null);
    }

    public ValueTask DisposeAsync() => _room.DisposeAsync();

    [Fact]
    public async Task Are_accepted_and_become_events()
    {
        var failures = new List<string>();
        foreach (var name in Names)
        {
            var before = _room.Inbox.Messages.Count;
            var status = await SendAsync(name, Forgery.None);
            if ((int)status is < 200 or > 299 || _room.Inbox.Messages.Count == before)
                failures.Add($"{name}: {status}");
        }

        Assert.Empty(failures);
        Assert.True(_room.Inbox.Messages.Select(message => message.Source).Distinct().Count() >= 190);
    }

    [Theory]
    [MemberData(nameof(Forgeries))]
    public async Task Are_refused_when_forged(string kind)
    {
        var forgery = Enum.Parse<Forgery>(kind);
        var failures = new List<string>();
        foreach (var name in Names)
        {
            if (forgery == Forgery.AlteredBody && !Provider(name).SignsBody)
                continue;
            var status = await SendAsync(name, forgery);
            if (status != HttpStatusCode.Unauthorized)
                failures.Add($"{name}: {status}");
        }

        Assert.Empty(failures);
        Assert.Empty(_room.Inbox.Messages);
    }

    [Fact]
    public async Task Are_known_again_when_they_send_again()
    {
        foreach (var name in Names)
        {
            await SendAsync(name, Forgery.None);
            _room.Time.Advance(TimeSpan.FromSeconds(1));
            await SendAsync(name, Forgery.None);
        }

        var anew = _room.Inbox.Messages.GroupBy(message => message.Source)
            .Where(events => events.Select(message => message.EventId).Distinct().Count() != events.Count() / 2)
            .Select(events => events.Key).Order(StringComparer.Ordinal).ToArray();

        // Each says so on its page: these tell no delivery from the next, or sign each attempt as a new one.
        Assert.Equal(["dropbox", "microsoft-graph", "mollie-classic", "plaid", "treasury-prime", "wix"], anew);
    }

    // Whom mutual TLS has met a gateway says, and no sender can.
    private static IEnumerable<string> Names => Entries.Providers.Keys.Where(name => name != "generic-mtls");

    private static Catalogued Provider(string name) => Played.Of(name, Keys[name]);

    private async Task<HttpStatusCode> SendAsync(string name, Forgery forgery) =>
        (await SimulatedSender.SendAsync(_room, name, Keys[name], forgery)).Status;
}
