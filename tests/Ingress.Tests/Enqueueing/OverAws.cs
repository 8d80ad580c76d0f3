using System.Net;
using System.Text;
using Amazon.SecretsManager;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.Fixtures;
using WebhookSystem.Ingress.Tests.Room;

namespace WebhookSystem.Ingress.Tests.Enqueueing;

/// <summary>The room over AWS's own protocols: queue, store and secrets of a LocalAws in this process.</summary>
public sealed class OverAws : IAsyncLifetime
{
    private const string First = "the-first-secret";

    private ProvisionedAws _aws = null!;
    private IAmazonSecretsManager _secrets = null!;
    private WebApplication _room = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _aws = await ProvisionedAws.StartAsync();
        _secrets = _aws.Options.CreateServiceClient<IAmazonSecretsManager>();
        await _secrets.CreateSecretAsync(new() { Name = Topology.Secrets.NameFor("github"), SecretString = First });
        _room = IngressServer.Build(
            ["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "None"],
            builder => builder.Services.AddDefaultAWSOptions(_aws.Options));
        await _room.StartAsync();
        _client = new() { BaseAddress = new(_room.Urls.First()) };
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _room.DisposeAsync();
        _secrets.Dispose();
        await _aws.DisposeAsync();
    }

    [Fact]
    public async Task Events_sent_at_once_are_each_stored_once_with_their_trace()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(at => SendAsync($$"""{"n":{{at}}}""")));

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.Accepted, reply.Status));
        var messages = await _aws.DrainAsync(Topology.Queues.Inbox);
        Assert.Equal(
            replies.Select(reply => reply.DeliveryId).Order(),
            messages.Select(message => InboxMessage.Parse(message.Body).DeliveryId).Order());
        Assert.All(messages, message =>
        {
            // Nothing of the sender's is among the attributes.
            var attribute = Assert.Single(message.MessageAttributes);
            Assert.Equal(TelemetryNames.TraceParentAttribute, attribute.Key);
            Assert.StartsWith("00-", attribute.Value.StringValue);
        });
    }

    [Fact]
    public async Task A_large_body_is_in_the_store_before_its_ticket_is_in_the_queue_and_again_is_no_error()
    {
        var body = $"\"{new string('x', 2_000_000)}\"";

        var replies = new[] { await SendAsync(body), await SendAsync(body) };

        Assert.All(replies, reply => Assert.Equal(HttpStatusCode.Accepted, reply.Status));
        var tickets = (await _aws.DrainAsync(Topology.Queues.Inbox))
            .Select(message => InboxMessage.Parse(message.Body).Ticket!).ToArray();
        Assert.Equal(2, tickets.Length);
        Assert.Equal(tickets[0], tickets[1]);
        using var stored = await _aws.S3.GetObjectAsync(tickets[0].Bucket, tickets[0].Key);
        using var bytes = new MemoryStream();
        await stored.ResponseStream.CopyToAsync(bytes);
        Assert.Equal(tickets[0].Digest, Digest.Of(bytes.ToArray()));
        Assert.Equal(body, Encoding.UTF8.GetString(bytes.ToArray()));
    }

    [Fact]
    public async Task A_new_version_of_a_secret_counts_at_once_beside_the_one_before()
    {
        await SendAsync("{}");

        await _secrets.PutSecretValueAsync(
            new() { SecretId = Topology.Secrets.NameFor("github"), SecretString = "the-second-secret" });

        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync("{}", "the-second-secret")).Status);
        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync("{}")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SendAsync("{}", "another-secret")).Status);
    }

    [Fact]
    public async Task The_room_is_healthy_while_its_queue_is_there()
    {
        using var with = await _client.GetAsync(new Uri("/health", UriKind.Relative));
        await _aws.Sqs.DeleteQueueAsync(await _aws.UrlAsync(Topology.Queues.Inbox));
        using var without = await _client.GetAsync(new Uri("/health", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, without.StatusCode);
    }

    private async Task<Reply> SendAsync(string body, string secret = First)
    {
        var message = SignedMessage.Of("github", Encoding.UTF8.GetBytes(body), IngressRoom.Start, secret);
        using var request = message.ToRequest();
        using var response = await _client.SendAsync(request);
        return await Reply.ReadAsync(response);
    }
}
