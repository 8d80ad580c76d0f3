using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Ingress.Enqueue;
using WebhookSystem.Ingress.Verify;

namespace WebhookSystem.Ingress.Tests.Room;

/// <summary>The room on a free port of its own, between a queue, a store and secrets in memory.</summary>
public sealed class IngressRoom : IAsyncLifetime
{
    public const string Secret = "whsec_c2VjcmV0LW9mLXRoaXJ0eS10d28tYnl0ZXMtbG9uZw==";
    public const int SmallBytesMax = 1000;

    public static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    private const string Usual = """
        {
          "sources": {
            "stripe": {
              "provider": "stripe", "key": "body:/data/object/id", "position": "body:/created", "mode": "timestamp"
            },
            "github": {
              "provider": "github", "mode": "timestamp", "key": ["body:/pull_request/id", "body:/repository/id"],
              "position": ["body:/pull_request/updated_at", "body:/repository/updated_at"]
            },
            "shopify": {
              "provider": "shopify", "key": "body:/id", "position": "body:/updated_at", "mode": "timestamp"
            },
            "slack": {
              "provider": "slack", "key": "body:/event/channel", "position": "body:/event_time", "mode": "timestamp"
            },
            "standard": {
              "provider": "standard-webhooks", "key": "body:/data/id", "position": "body:/data/sequence",
              "mode": "sequence", "start": 1
            },
            "form": { "provider": "github", "key": "form:order", "position": "form:number", "mode": "sequence" },
            "small": { "provider": "github", "bodyBytesMax": 1000 },
            "limited": { "provider": "github", "rate": 1, "burst": 2 },
            "monitored": { "provider": "github", "verification": "monitor" }, "adyen": { "provider": "adyen" },
            "line": { "provider": "line", "key": "body:/source/userId" },
            "partner": { "provider": "generic-mtls" },
            "keyless": { "provider": "github" },
            "twitter": { "provider": "x-twitter" }, "meta": { "provider": "whatsapp" }, "xero": { "provider": "xero" },
            "events": { "provider": "cloudevents" }, "trello": { "provider": "trello" }, "zoom": { "provider": "zoom" },
            "graph": { "provider": "microsoft-graph" }, "discord": { "provider": "discord" },
            "square": { "provider": "square", "url": "https://public.example/hooks" },
            "token": { "provider": "jotform", "url": "https://public.example/hooks?token=a-token" }
          }
        }
        """;

    private readonly string _sourcesPath = Path.GetTempFileName();
    private WebApplication? _app;

    public FakeTimeProvider Time { get; } = new(Start);

    public HttpClient Client { get; private set; } = new();

    public Uri Address => new(App.Urls.First());

    public IServiceProvider Services => App.Services;

    public string Sources { get; init; } = Usual;

    /// <summary>What else a test changes before the room opens.</summary>
    public Action<IServiceCollection> Configure { get; set; } = _ => { };

    internal MemoryInbox Inbox { get; } = new();

    internal MemoryPayloads Payloads { get; } = new();

    internal MemorySecrets Secrets { get; } = new();

    private WebApplication App => _app ?? throw new InvalidOperationException("The room is not open.");

    public async ValueTask InitializeAsync()
    {
        _app = await BuildAsync();
        await _app.StartAsync();
        Client = new HttpClient { BaseAddress = Address };
    }

    /// <summary>The room, not yet open: as a function it opens by running.</summary>
    public async Task<WebApplication> BuildAsync()
    {
        string[] sources =
        [
            "stripe", "github", "shopify", "slack", "standard", "form", "small", "limited", "monitored",
        ];
        foreach (var source in sources)
            Secrets.Versions[source] = new(Secret, Start, null);
        await File.WriteAllTextAsync(_sourcesPath, Sources);
        return IngressServer.Build(
            ["--urls", "http://127.0.0.1:0", "--Sources:File", _sourcesPath],
            builder =>
            {
                builder.Logging.ClearProviders();
                Configure(builder.Services
                    .Replace(ServiceDescriptor.Singleton<TimeProvider>(Time))
                    .Replace(ServiceDescriptor.Singleton<IInbox>(Inbox))
                    .Replace(ServiceDescriptor.Singleton<IPayloads>(Payloads))
                    .Replace(ServiceDescriptor.Singleton<ISecretStore>(Secrets)));
            });
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_app is not null)
            await _app.DisposeAsync();
        File.Delete(_sourcesPath);
    }

    /// <summary>The one message that an accepted request became.</summary>
    public InboxMessage Stored(Reply reply) =>
        Assert.Single(Inbox.Messages, message => message.DeliveryId == reply.DeliveryId);

    /// <summary>Sends what the source's provider would send, signed now.</summary>
    public async Task<Reply> SendAsync(string source, string body, Action<SignedMessage>? change = null) =>
        await SendAsync(source, Encoding.UTF8.GetBytes(body), change);

    public async Task<Reply> SendAsync(string source, byte[] body, Action<SignedMessage>? change = null)
    {
        var message = SignedMessage.Of(source, body, Time.GetUtcNow());
        change?.Invoke(message);
        using var request = message.ToRequest();
        using var response = await Client.SendAsync(request);
        return await Reply.ReadAsync(response);
    }
}

/// <summary>An answer as the sender sees it.</summary>
public sealed record Reply(
    HttpStatusCode Status, string Body, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public string DeliveryId => JsonNode.Parse(Body)!["deliveryId"]!.GetValue<string>();

    public static async Task<Reply> ReadAsync(HttpResponseMessage response) => new(
        response.StatusCode, await response.Content.ReadAsStringAsync(),
        response.Content.Headers.ContentType?.ToString(),
        response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(',', header.Value)));
}
