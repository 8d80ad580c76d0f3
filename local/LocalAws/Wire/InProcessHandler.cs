using System.Net;
using Microsoft.AspNetCore.Http.Features;
using WebhookSystem.LocalAws.Ledger;

namespace WebhookSystem.LocalAws.Wire;

/// <summary>
/// Carries a client's calls to this server itself, without a connection. They are read, counted, failed and kept as
/// those that come from outside; only calls of the JSON protocol are understood.
/// </summary>
internal sealed class InProcessHandler(JsonProtocol protocol, CallLedger ledger, IHttpContextAccessor current)
    : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // As over a connection, nothing of the call happens before its caller goes on.
        await Task.Yield();
        using var answer = new MemoryStream();
        var context = await ContextOfAsync(request, answer, cancellationToken);
        current.HttpContext = context;
        await ledger.EnterAsync(context, protocol.HandleAsync);
        return AnswerOf(context.Response, answer.ToArray());
    }

    private static async Task<HttpContext> ContextOfAsync(
        HttpRequestMessage message, Stream answer, CancellationToken cancellationToken)
    {
        var context = new DefaultHttpContext { RequestAborted = cancellationToken };
        context.Features.Set<IHttpMaxRequestBodySizeFeature>(new Unlimited());
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(answer));
        var request = context.Request;
        request.Method = message.Method.Method;
        (request.Scheme, request.Host) = (message.RequestUri!.Scheme, new(message.RequestUri.Authority));
        foreach (var (name, values) in message.Headers.NonValidated)
            request.Headers[name] = values.ToArray();
        if (message.Content is not { } content)
            return context;
        foreach (var (name, values) in content.Headers.NonValidated)
            request.Headers[name] = values.ToArray();
        request.Body = await content.ReadAsStreamAsync(cancellationToken);
        request.ContentLength = request.Body.Length;
        return context;
    }

    private static HttpResponseMessage AnswerOf(HttpResponse response, byte[] body)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)response.StatusCode)
        {
            Content = new ByteArrayContent(body),
        };
        foreach (var (name, values) in response.Headers)
        {
            if (!answer.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                answer.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return answer;
    }

    /// <summary>Nothing is limited that comes from this process.</summary>
    private sealed class Unlimited : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; }
    }
}
