using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WebhookSystem.Local.Tests.Simulator;

/// <summary>
/// A receiver that answers as a test tells it to, asks for no pause before the next attempt, and remembers what it got.
/// </summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Receiver(WebApplication app) => _app = app;

    public ConcurrentQueue<(string Id, string Signature)> Received { get; } = new();

    public Uri Address => new(_app.Urls.First());

    /// <param name="answer">The status for a request, given its headers and how many came under its id before.</param>
    public static async Task<Receiver> StartAsync(Func<IHeaderDictionary, int, int> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var receiver = new Receiver(builder.Build());
        receiver._app.MapPost("/hooks/standard", (HttpRequest request, HttpResponse response) =>
        {
            response.Headers.RetryAfter = "0";
            var id = request.Headers["webhook-id"].ToString();
            var before = receiver.Received.Count(received => received.Id == id);
            receiver.Received.Enqueue((id, request.Headers["webhook-signature"].ToString()));
            return TypedResults.StatusCode(answer(request.Headers, before));
        });
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
