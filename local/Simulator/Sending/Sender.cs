using System.Net.Http.Headers;
using WebhookSystem.Simulator.Plan;
using WebhookSystem.Simulator.Providers;
using WebhookSystem.Verification;

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
    private static readonly TimeSpan TooOldBy = TimeSpan.FromMinutes(5);

    private readonly HttpClient _http = new(
        new SocketsHttpHandler { MaxConnectionsPerServer = destination.Connections })
    {
        BaseAddress = destination.Address,
        Timeout = TimeSpan.FromSeconds(10),
    };

    public void Dispose() => _http.Dispose();

    public async Task SendAsync(PlannedRequest request, CancellationToken cancellationToken)
    {
        if (destination.DelayMax > TimeSpan.Zero)
            await Task.Delay(destination.DelayMax * ShareOf(request.Number), time, cancellationToken);
        for (var number = 1; ; number++)
        {
            var answer = await TryAsync(request, number, cancellationToken);
            if (!destination.Retry || !answer.IsFailure || number == AttemptsMax)
            {
                tally.Count(KindOf(request), answer);
                return;
            }

            tally.CountRetry();
            await Task.Delay(answer.Wait ?? PauseAfter(number), time, cancellationToken);
        }
    }

    // What is sent by a clock that is too far off is not to be taken, however genuine it is.
    private RequestKind KindOf(PlannedRequest request) =>
        request.Kind is RequestKind.Event or RequestKind.Duplicate && request.Provider.Tolerance is { } tolerance
            && (destination.Skew > Verifier.FutureSkewMax || destination.Skew < -tolerance)
            ? RequestKind.Skewed
            : request.Kind;

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
        var provider = planned.Provider;
        var attempt = new Attempt(
            planned.Message.Id, body, provider.OwnSecret ?? secrets[provider.Source],
            time.GetUtcNow() + destination.Skew, number)
        {
            Address = new Uri(destination.Address, $"/hooks/{provider.Source}"),
            ContentType = planned.Message.Headers.GetValueOrDefault("Content-Type"),
        };
        var sent = Forge(planned, attempt);
        var request = new HttpRequestMessage(HttpMethod.Post, sent.Address);

        // The receiver may refuse a large body by its length: then it need not be sent.
        request.Headers.ExpectContinue = planned.Kind == RequestKind.Oversized;
        request.Content = new ByteArrayContent(sent.Body);
        var headers = planned.Message.Headers.Select(header => (Name: header.Key, header.Value))
            .Where(kept => sent.Headers.All(signed => signed.Name != kept.Name)).Concat(sent.Headers);
        foreach (var (name, value) in headers)
        {
            if (name == "Content-Type")
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            else
                request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    internal static Rendered Forge(PlannedRequest planned, Attempt attempt)
    {
        var provider = planned.Provider;
        return planned.Forgery switch
        {
            Forgery.None => provider.Render(attempt),
            Forgery.WrongSecret => provider.Render(attempt with { Secret = GuessedSecret }),
            Forgery.AlteredBody => Altered(provider.Render(attempt)),
            Forgery.NoSignature => new(attempt.Body, attempt.Address.ToString(), []),
            Forgery.Replayed => provider.Render(
                attempt with { Now = attempt.Now - provider.Tolerance.GetValueOrDefault() - TooOldBy }),
        };
    }

    private static Rendered Altered(Rendered sent) => sent with { Body = [.. sent.Body, (byte)' '] };

    // By the golden ratio: spread evenly, and the same in each run.
    private static double ShareOf(long number) => number * 0.618034 % 1;

    private static TimeSpan PauseAfter(int attempts)
    {
        var pause = FirstPause * Math.Pow(2, attempts - 1);
        return pause < LongestPause ? pause : LongestPause;
    }
}
