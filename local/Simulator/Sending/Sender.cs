using System.Net.Http.Headers;
using WebhookSystem.Simulator.Plan;
using WebhookSystem.Simulator.Providers;

namespace WebhookSystem.Simulator.Sending;

/// <summary>Sends a request until it has an answer that counts: signed anew each time, under the same id.</summary>
internal sealed class Sender(
    Destination destination, IReadOnlyDictionary<string, string> secrets, TimeProvider time, Tally tally) : IDisposable
{
    private const int AttemptsMax = 8;

    /// <summary>Base64, where it has to be.</summary>
    private const string GuessedSecret = "Z3Vlc3NlZC1ieS1zb21lYm9keQ==";

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ReplayAge = TimeSpan.FromMinutes(10);

    private readonly HttpClient _http = new(
        new SocketsHttpHandler { MaxConnectionsPerServer = destination.Connections })
    {
        BaseAddress = destination.Address,
        Timeout = TimeSpan.FromSeconds(10),
    };

    public void Dispose() => _http.Dispose();

    public async Task SendAsync(PlannedRequest request, CancellationToken cancellationToken)
    {
        for (var number = 1; ; number++)
        {
            var answer = await TryAsync(request, number, cancellationToken);
            if (!destination.Retry || !answer.IsFailure || number == AttemptsMax)
            {
                tally.Count(request.Kind, answer);
                return;
            }

            tally.CountRetry();
            await Task.Delay(answer.Wait ?? PauseAfter(number), time, cancellationToken);
        }
    }

    private async Task<Answer> TryAsync(PlannedRequest planned, int number, CancellationToken cancellationToken)
    {
        using var request = Render(planned, number);
        tally.CountSent();
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            return Answer.Of(response);
        }
        catch (HttpRequestException)
        {
            return Answer.Unreachable;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Answer.TimedOut;
        }
    }

    private HttpRequestMessage Render(PlannedRequest planned, int number)
    {
        var body = planned.Body();
        var attempt = new Attempt(planned.Message.Id, body, secrets[planned.Provider.Source], time.GetUtcNow(), number);
        var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/{planned.Provider.Source}");

        // The receiver may refuse a large body by its length: then it need not be sent.
        request.Headers.ExpectContinue = planned.Kind == RequestKind.Oversized;
        var (sent, signature) = Forge(planned, attempt);
        request.Content = new ByteArrayContent(sent);
        var headers = planned.Message.Headers.Select(header => (Name: header.Key, header.Value)).Concat(signature);
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static (byte[] Body, IEnumerable<(string Name, string Value)> Signature) Forge(
        PlannedRequest planned, Attempt attempt) => planned.Forgery switch
        {
            Forgery.None => (attempt.Body, planned.Provider.Sign(attempt)),
            Forgery.WrongSecret => (attempt.Body, planned.Provider.Sign(attempt with { Secret = GuessedSecret })),
            Forgery.AlteredBody => ([.. attempt.Body, (byte)' '], planned.Provider.Sign(attempt)),
            Forgery.NoSignature => (attempt.Body, []),
            Forgery.Replayed => (attempt.Body, planned.Provider.Sign(attempt with { Now = attempt.Now - ReplayAge })),
        };

    private static TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, attempts - 1);
        return pause < LongestPause ? pause : LongestPause;
    }
}
