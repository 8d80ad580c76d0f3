using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebhookSystem.Ingress.Tests.Room;
using WebhookSystem.Simulator.Plan;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Sign;

namespace WebhookSystem.Ingress.Tests.Observing;

/// <summary>
/// Every provider's secret is looked for in all that the room says: logs, spans, metrics, answers and what it keeps.
/// </summary>
public sealed class Canaries : IAsyncLifetime
{
    private static readonly Dictionary<string, SenderKey> Keys = Catalogue.Providers
        .Where(entry => entry.Key != "generic-mtls")
        .ToDictionary(entry => entry.Key, entry => SenderKey.New(entry.Value));

    private readonly Witness _witness = new();
    private readonly IngressRoom _room = new()
    {
        Sources = new JsonObject
        {
            ["sources"] = new JsonObject(Keys.Keys.Select(name =>
                KeyValuePair.Create<string, JsonNode?>(name, new JsonObject { ["provider"] = name }))),
        }.ToJsonString(),
    };

    public async ValueTask InitializeAsync()
    {
        // As it is deployed: the room's own levels, and everything that they let through.
        _room.Configure = services => services.AddSingleton<ILoggerProvider>(_witness);
        await _room.InitializeAsync();
        foreach (var (name, key) in Keys)
            _room.Secrets.Versions[name] = new(key.Secret, IngressRoom.Start, "previous-" + key.Secret);
    }

    public async ValueTask DisposeAsync()
    {
        await _room.DisposeAsync();
        _witness.Dispose();
    }

    [Fact]
    public async Task Are_in_nothing_that_is_said_of_good_bad_and_unlucky_requests()
    {
        var replies = new List<Reply>();
        foreach (var (name, key) in Keys)
        {
            replies.Add(await SimulatedSender.SendAsync(_room, name, key, Forgery.None));
            replies.Add(await SimulatedSender.SendAsync(_room, name, key, Forgery.WrongSecret));
            replies.Add(await SimulatedSender.SendAsync(_room, name, key, Forgery.NoSignature));
            _room.Inbox.IsDown = true;
            replies.Add(await SimulatedSender.SendAsync(_room, name, key, Forgery.None));
            _room.Inbox.IsDown = false;
        }

        var said = _witness.Words.Concat(replies.Select(Text))
            .Concat(_room.Inbox.Messages.Select(message =>
                JsonSerializer.Serialize(message with { Text = null, Base64 = null }))).ToList();

        Assert.True(said.Count > 1000);
        AssertSilent(said);
    }

    [Fact]
    public async Task Are_in_nothing_that_is_said_of_secrets_that_are_unusable_or_out_of_reach()
    {
        foreach (var (name, key) in Keys)
        {
            _room.Secrets.Versions[name] = new($"{key.Secret}!", IngressRoom.Start, null);
            await SimulatedSender.SendAsync(_room, name, key, Forgery.None);
        }

        _room.Secrets.IsDown = true;
        _room.Time.Advance(TimeSpan.FromMinutes(1));
        foreach (var (name, key) in Keys)
            await SimulatedSender.SendAsync(_room, name, key, Forgery.None);

        Assert.Contains(_witness.Words, word => word.Contains("No usable secret", StringComparison.Ordinal));
        Assert.Contains(_witness.Words, word => word.Contains("could not be read", StringComparison.Ordinal));
        AssertSilent([.. _witness.Words]);
    }

    private static void AssertSilent(List<string> said)
    {
        var all = string.Join('\n', said);
        foreach (var (name, key) in Keys.Where(entry => entry.Value.Private is null))
        {
            var canaries = SecretsIn(Catalogue.Providers[name], key.Secret).ToList();
            Assert.All(canaries, canary => Assert.True(canary.Length > 20, $"{name}: too short to be looked for"));
            var told = canaries.Find(canary => all.Contains(canary, StringComparison.OrdinalIgnoreCase));
            if (told is not null)
                Assert.Fail($"{name}: {said.Find(word => word.Contains(told, StringComparison.OrdinalIgnoreCase))}");
        }
    }

    // Adobe wants back what it sent: only who has the secret hears it.
    private static string Text(Reply reply) => $"{reply.Body} "
        + string.Join(' ', reply.Headers.Where(header => header.Key != "X-AdobeSign-ClientId"));

    // As it is shown, and as it goes over the wire.
    private static IEnumerable<string> SecretsIn(Scheme scheme, string secret)
    {
        var key = secret.StartsWith('{') ? JsonNode.Parse(secret)!["key"]!.GetValue<string>() : secret;
        var bare = scheme.Algorithm == Algorithm.Basic ? key["user:".Length..] : key[scheme.SecretPrefix.Length..];
        yield return bare;
        yield return Uri.EscapeDataString(bare);
        yield return Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(key));
    }
}
