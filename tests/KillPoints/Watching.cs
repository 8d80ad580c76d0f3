using System.Diagnostics;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace WebhookSystem.KillPoints;

/// <summary>Watches a process's own calls, and those it is called with, through the framework's diagnostics.</summary>
internal sealed class Watching(Arming arming)
    : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private const string Target = "X-Amz-Target";

    public static void Begin(Arming arming) => DiagnosticListener.AllListeners.Subscribe(new Watching(arming));

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name is "HttpHandlerDiagnosticListener" or "Microsoft.AspNetCore")
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        switch (value.Key)
        {
            case "System.Net.Http.HttpRequestOut.Start":
                Sent(Moment.Before, RequestOf(value.Value));
                break;
            case "System.Net.Http.HttpRequestOut.Stop" when Member<HttpResponseMessage>(value.Value, "Response")
                is { IsSuccessStatusCode: true }:
                Sent(Moment.After, RequestOf(value.Value));
                break;
            case "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start":
                Received(value.Value);
                break;
        }
    }

    public void OnCompleted()
    {
        // Listeners live as long as the process does.
    }

    public void OnError(Exception error)
    {
        // A listener of the framework does not fail.
    }

    private void Sent(Moment moment, HttpRequestMessage? request)
    {
        if (request is null)
            return;
        var call = request.Headers.TryGetValues(Target, out var targets) ? targets.First() : PathOf(request);
        foreach (var point in arming.Points)
        {
            if (point.Moment == moment && point.IsOf(call) && arming.IsArmed(point) && Holds(request, point))
                arming.Reach(point);
        }
    }

    // Apart, because the functions run without the web framework and never come here.
    private void Received(object? context)
    {
        var http = (HttpContext)context!;
        var call = http.Request.Headers[Target].ToString();
        foreach (var point in arming.Points)
        {
            if (point.Moment == Moment.Unanswered && point.IsOf(call) && arming.IsArmed(point))
            {
                http.Response.OnStarting(() =>
                {
                    arming.Reach(point);
                    return Task.CompletedTask;
                });
            }
        }
    }

    private static bool Holds(HttpRequestMessage request, Point point)
    {
        if (point.Containing.Length == 0)
            return true;
        if (request.Content is null)
            return false;

        // A copy: the content itself may be sent again.
        using var copy = new MemoryStream();
        request.Content.CopyTo(copy, context: null, CancellationToken.None);
        return Encoding.UTF8.GetString(copy.GetBuffer(), 0, (int)copy.Length)
            .Contains(point.Containing, StringComparison.Ordinal);
    }

    private static string PathOf(HttpRequestMessage request) => request.RequestUri?.AbsolutePath ?? "";

    private static HttpRequestMessage? RequestOf(object? payload) => Member<HttpRequestMessage>(payload, "Request");

    private static T? Member<T>(object? payload, string name)
        where T : class => payload?.GetType().GetProperty(name)?.GetValue(payload) as T;
}
