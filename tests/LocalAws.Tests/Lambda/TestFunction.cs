using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

namespace WebhookSystem.LocalAws.Tests.Lambda;

/// <summary>A function on Lambda's own runtime client, in this process. Keeps the events it saw.</summary>
internal sealed class TestFunction : IAsyncDisposable
{
    private readonly Channel<JsonElement> _events = Channel.CreateUnbounded<JsonElement>();
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = LambdaBootstrap.ConstructHttpClient();
    private readonly Func<JsonElement, ILambdaContext, Task<string>> _answer;
    private readonly Task _running;
    private bool _isKilled;

    private TestFunction(Uri localAws, string name, Func<JsonElement, ILambdaContext, Task<string>> answer)
    {
        _answer = answer;
        var bootstrap = LambdaBootstrapBuilder.Create(HandleAsync).UseHttpClient(_http)
            .ConfigureOptions(options => options.RuntimeApiEndpoint = $"{localAws.Authority}/_lambda/{name}").Build();
        _running = bootstrap.RunAsync(_stop.Token);
    }

    public static TestFunction Start(
        LocalAwsFixture localAws, string name, Func<JsonElement, ILambdaContext, Task<string>> answer) =>
        new(localAws.Endpoint, name, answer);

    public static TestFunction Start(LocalAwsFixture localAws, string name, Func<JsonElement, string> answer) =>
        new(localAws.Endpoint, name, (@event, _) => Task.FromResult(answer(@event)));

    public static TestFunction Start(LocalAwsFixture localAws, string name) => Start(localAws, name, static _ => "");

    public async Task<JsonElement> TakeAsync() =>
        await _events.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(2));

    /// <summary>Ends it as a killed process does: its connections close, and nobody says anything.</summary>
    public void Kill()
    {
        _isKilled = true;
        _stop.Cancel();
        _http.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        if (_isKilled)
            return;
        await _stop.CancelAsync();
        _http.Dispose();
        await Task.WhenAny(_running);
    }

    private async Task<Stream> HandleAsync(Stream input, ILambdaContext context)
    {
        using var document = await JsonDocument.ParseAsync(input);
        var @event = document.RootElement.Clone();
        _events.Writer.TryWrite(@event);
        return new MemoryStream(Encoding.UTF8.GetBytes(await _answer(@event, context)));
    }
}
