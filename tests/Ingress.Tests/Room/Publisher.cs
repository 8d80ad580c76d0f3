using System.Net;

namespace WebhookSystem.Ingress.Tests.Room;

/// <summary>What providers publish, without a network.</summary>
internal sealed class Publisher : HttpMessageHandler
{
    private readonly Dictionary<string, string> _documents = [];
    private int _asked;

    public bool IsDown { get; set; }

    public HttpStatusCode Status { get; set; } = HttpStatusCode.OK;

    public int Asked => Volatile.Read(ref _asked);

    public List<Uri> Addresses { get; } = [];

    public void Publish((string Address, string Text) document) => _documents[document.Address] = document.Text;

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _asked);
        Addresses.Add(request.RequestUri!);
        if (IsDown)
            throw new HttpRequestException("Nobody answers.");
        return Task.FromResult(_documents.TryGetValue(request.RequestUri!.ToString(), out var text)
            ? new HttpResponseMessage(Status) { Content = new StringContent(text) }
            : new HttpResponseMessage(HttpStatusCode.NotFound));
    }
}
