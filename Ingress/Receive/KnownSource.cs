using Microsoft.AspNetCore.Http.Features;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress.Extract.Find;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Receive;

/// <summary>A source as configured, and what was made ready for it.</summary>
internal sealed record KnownSource(SourceConfiguration Configuration, Scheme Scheme, string ConfigurationVersion)
{
    public string Name => Configuration.Name;

    public Wanted Wanted { get; } = Wanted.OfEvents(Configuration, Scheme);

    public Wanted WantedOfHandshakes { get; } = Wanted.OfHandshakes(Scheme);

    /// <summary>Looked up once: every request asks.</summary>
    public bool NeedsAddress { get; } = Scheme.NeedsAddress;

    /// <summary>
    /// What was asked of which address, as the sender has it: behind a proxy, the source's url. The query is always the
    /// request's own, for a secret may stand there.
    /// </summary>
    public RequestAddress AddressOf(HttpRequest request)
    {
        var target = request.HttpContext.Features.Get<IHttpRequestFeature>()?.RawTarget is { Length: > 0 } raw
            ? raw
            : request.Path + request.QueryString;
        if (Configuration.Url is not { } registered)
            return new(request.Method, $"{request.Scheme}://{request.Host}{target}");
        var query = target.IndexOf('?', StringComparison.Ordinal);
        return new(request.Method, registered.Split('?')[0] + (query < 0 ? "" : target[query..]));
    }
}
