using Microsoft.AspNetCore.Http.Features;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress.Extract;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Receive;

/// <summary>A source as configured, and what was made ready for it.</summary>
internal sealed record KnownSource(SourceConfiguration Configuration, Scheme Scheme, string ConfigurationVersion)
{
    public string Name => Configuration.Name;

    public Wanted Wanted { get; } = new(Configuration, Scheme);

    /// <summary>What was asked of which address, as the sender has it: behind a proxy, the source's url.</summary>
    public RequestAddress AddressOf(HttpRequest request)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw
            ? raw
            : request.Path + request.QueryString;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var url = Configuration.Url is not { } registered ? $"{request.Scheme}://{request.Host}{target}"
            : query < 0 || registered.Contains('?', StringComparison.Ordinal) ? registered
            : registered + target[query..];
        return new(request.Method, url);
    }
}
