using System.Net;
using System.Text.Json.Nodes;
using Amazon.SecretsManager;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.ServiceDefaults.Aws;
using WebhookSystem.Verification.Sign;

namespace WebhookSystem.Dashboard.Consult;

/// <summary>Sends an event that is signed as the source's provider does, through the front door.</summary>
internal sealed class TestEvent(
    SourceBook book, IngressAddress ingress, IAmazonSecretsManager secrets, IHttpClientFactory clients,
    TimeProvider time)
{
    public const string Client = "test-event";

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    /// <returns>What came of it, in words, and the key to look for.</returns>
    public async Task<TestOutcome> SendAsync(SourceConfiguration source, CancellationToken cancellationToken)
    {
        if (book.SchemeOf(source.Name) is not { } scheme)
            return new(false, $"The provider '{source.Provider}' is not in the catalogue.", null);
        if (SenderKey.ForPair(scheme) is not null)
            return new(false, "Its provider signs with a key of its own, which nobody else has.", null);
        if (ingress.Reached(source) is not { } address)
            return new(false, "Where Ingress is, is not known: set Dashboard:Ingress.", null);
        try
        {
            var secret = await secrets.GetSecretValueAsync(
                new() { SecretId = Topology.Secrets.NameFor(source.Name) }, cancellationToken);
            var key = $"test-{time.GetUtcNow():HHmmss}";
            var draft = new Draft()
                .WithUrl(source.Url ?? address.ToString())
                .WithBody(BodyOf(source, key), "application/json");
            foreach (var place in source.Key.Where(static place => place.Kind == LocationKind.Header).Take(1))
                draft.WithHeader(place.Path, key);
            var now = time.GetUtcNow();
            Signer.Sign(scheme, draft, new(secret.SecretString, Sign: null), now, $"test-{Guid.CreateVersion7(now)}");
            return await PostAsync(address, draft, key, cancellationToken);
        }
        catch (Exception error) when (
            error is FormatException || (error.IsAwsOutage && !cancellationToken.IsCancellationRequested))
        {
            return new(false, error.Message, null);
        }
    }

    private async Task<TestOutcome> PostAsync(
        Uri address, Draft draft, string key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new UriBuilder(address)
        {
            Query = new Uri(draft.Url).Query,
        }.Uri)
        {
            Content = new ByteArrayContent(draft.Body),
        };
        foreach (var (name, value) in draft.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var client = clients.CreateClient(Client);
        using var answer = await client.SendAsync(request, cancellationToken);
        return answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted or HttpStatusCode.NoContent
            ? new(true, $"Ingress answered {(int)answer.StatusCode}: it is stored.", key)
            : new(false, $"Ingress answered {(int)answer.StatusCode}.", null);
    }

    private byte[] BodyOf(SourceConfiguration source, string key)
    {
        JsonNode body = new JsonObject { ["test"] = true, ["type"] = "dashboard.test" };
        foreach (var place in source.Key.Where(static place => place.Kind == LocationKind.Body).Take(1))
            Put(body, place.Path, key);
        foreach (var place in source.Position.Where(static place => place.Kind == LocationKind.Body).Take(1))
        {
            Put(body, place.Path, source.Mode == OrderingMode.Sequence
                ? (long)(source.Start ?? 1)
                : time.GetUtcNow().ToUnixTimeSeconds());
        }

        return System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
    }

    private static void Put(JsonNode body, string pointer, JsonNode value)
    {
        var names = pointer.Split('/')[1..];
        foreach (var name in names[..^1])
            body = body[name] ??= new JsonObject();
        body[names[^1]] = value;
    }
}

/// <param name="Key">The ordering key that the event has; null where it was not let in.</param>
public sealed record TestOutcome(bool LetIn, string Words, string? Key);
