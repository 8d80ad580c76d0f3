using System.Net;
using System.Threading.Channels;

namespace WebhookSystem.Live.Traffic;

/// <summary>Sends a plan at a rate, over several connections, each delivery until it is accepted.</summary>
internal sealed class Provider(Uri ingress, Plan plan, Accepted accepted, Action<long>? onAccepted = null)
{
    private const int Connections = 16;

    /// <summary>Often enough to notice a start at once, and no storm while nobody answers.</summary>
    private static readonly TimeSpan BetweenAttempts = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(10);

    private readonly List<string> _refusals = [];

    /// <summary>Answers that a genuine request may never get.</summary>
    public IReadOnlyList<string> Refusals => _refusals;

    /// <summary>Sends until it is told to stop, and then what was put off; ends when all of it is accepted.</summary>
    public async Task RunAsync(double perSecond, CancellationToken stop, CancellationToken cancellationToken)
    {
        var deliveries = Channel.CreateBounded<Delivery>(Connections);
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections })
        {
            BaseAddress = ingress, Timeout = AnswerTimeMax,
        };
        var senders = Enumerable.Range(0, Connections).Select(
            _ => SendAllAsync(http, deliveries.Reader, cancellationToken)).ToArray();
        using (var pace = new PeriodicTimer(TimeSpan.FromSeconds(1 / perSecond)))
        {
            while (!stop.IsCancellationRequested && await pace.WaitForNextTickAsync(cancellationToken))
                await deliveries.Writer.WriteAsync(plan.Next(), cancellationToken);
        }

        foreach (var delivery in plan.Rest())
            await deliveries.Writer.WriteAsync(delivery, cancellationToken);
        deliveries.Writer.Complete();
        await Task.WhenAll(senders);
    }

    private async Task SendAllAsync(
        HttpClient http, ChannelReader<Delivery> deliveries, CancellationToken cancellationToken)
    {
        await foreach (var delivery in deliveries.ReadAllAsync(cancellationToken))
        {
            while (!await TrySendAsync(http, delivery, cancellationToken))
                await Task.Delay(BetweenAttempts, cancellationToken);
            accepted.Accept(delivery);
        }
    }

    private async Task<bool> TrySendAsync(HttpClient http, Delivery delivery, CancellationToken cancellationToken)
    {
        accepted.Attempt(delivery);
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            using var request = SignedRequest.Of(delivery, TimeProvider.System.GetUtcNow());
            using var answer = await http.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode)
                onAccepted?.Invoke(began);
            else if (!MayComeAgain(answer.StatusCode))
                Refused($"{delivery.Name} was answered {(int)answer.StatusCode}.");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private static bool MayComeAgain(HttpStatusCode status) =>
        status is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests;

    private void Refused(string what)
    {
        lock (_refusals)
            _refusals.Add(what);
    }
}
