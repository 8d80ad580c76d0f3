using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Ingress;
using WebhookSystem.Ingress.Enqueue;
using WebhookSystem.Ingress.Verify;
using WebhookSystem.Verification;

namespace WebhookSystem.Bench.Ingress;

/// <summary>
/// The servers that are measured: the room as it is but for its neighbours, and Kestrel with nothing in it.
/// </summary>
internal static class Served
{
    public const string Secret = "bench-secret";

    private const string Sources = """{"sources":{"github":{"provider":"github","key":"body:/id"}}}""";

    public static async Task<WebApplication> RoomAsync(IInbox inbox)
    {
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, Sources).ConfigureAwait(false);
        var room = IngressServer.Build(["--urls", "http://127.0.0.1:0", "--Sources:File", path], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.Replace(ServiceDescriptor.Singleton(inbox))
                .Replace(ServiceDescriptor.Singleton<IPayloads, NoPayloads>())
                .Replace(ServiceDescriptor.Singleton<ISecretStore, OneSecret>());
        });
        File.Delete(path);
        return room;
    }

    public static WebApplication Empty()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapPost("/hooks/{source}", (RequestDelegate)(async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted).ConfigureAwait(false);
            context.Response.StatusCode = StatusCodes.Status202Accepted;
        }));
        return app;
    }

    /// <summary>A delivery of GitHub's, as it goes over the wire.</summary>
    /// <param name="isForged">Signed by somebody who does not know the secret.</param>
    public static byte[] Request(int bodyBytes, bool isForged = false)
    {
        var body = $$"""{"id":1,"text":"{{new string('x', bodyBytes - 19)}}"}""";
        var signature = Verifier.Sign(
            Catalogue.Providers["github"], Encoding.ASCII.GetBytes(body), isForged ? "guessed" : Secret, "", "");
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
            $"POST /hooks/github HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + $"X-GitHub-Event: push\r\nX-Hub-Signature-256: sha256={signature}\r\n"
            + $"Content-Length: {body.Length}\r\n\r\n{body}"));
    }

    private sealed class NoPayloads : IPayloads
    {
        public Task PutAsync(
            string bucket, string key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
            Task.CompletedTask;
    }

    private sealed class OneSecret : ISecretStore
    {
        public Task<SecretVersions> FetchAsync(string source, CancellationToken cancellationToken) =>
            Task.FromResult(new SecretVersions(Secret, DateTimeOffset.MinValue, null));
    }
}

/// <summary>A queue that takes everything at once.</summary>
internal sealed class EndlessInbox : IInbox
{
    public Task SendAsync(string message, CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>A queue that says of everything whether it is what was really sent.</summary>
internal sealed class WatchfulInbox(string genuineDigest) : IInbox
{
    private long _genuine;
    private long _forged;

    public long Genuine => Interlocked.Read(ref _genuine);

    public long Forged => Interlocked.Read(ref _forged);

    public Task SendAsync(string message, CancellationToken cancellationToken)
    {
        _ = InboxMessage.Parse(message).Digest == genuineDigest
            ? Interlocked.Increment(ref _genuine)
            : Interlocked.Increment(ref _forged);
        return Task.CompletedTask;
    }
}
