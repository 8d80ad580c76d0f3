using System.Globalization;
using System.Net;
using System.Security.Claims;
using System.Text;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Features.Authentication;
using Microsoft.Extensions.Primitives;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>An HTTP API's event as the features that ASP.NET Core reads a request from.</summary>
internal static class RequestFeatures
{
    public static FeatureCollection From(
        APIGatewayHttpApiV2ProxyRequest request, ILambdaContext lambda, HostingOptions options)
    {
        var features = new FeatureCollection();
        var user = UserOf(request);
        options.PostMarshallHttpAuthenticationFeature?.Invoke(user, request, lambda);
        features.Set<IHttpAuthenticationFeature>(user);

        var http = RequestOf(request);
        options.PostMarshallRequestFeature?.Invoke(http, request, lambda);
        features.Set<IHttpRequestFeature>(http);
        features.Set<IHttpRequestBodyDetectionFeature>(new BodyDetection(http.Body.Length > 0));

        var connection = ConnectionOf(request);
        options.PostMarshallConnectionFeature?.Invoke(connection, request, lambda);
        features.Set<IHttpConnectionFeature>(connection);

        var items = new ItemsFeature();
        items.Items["LambdaContext"] = lambda;
        items.Items["LambdaRequestObject"] = request;
        options.PostMarshallItemsFeature?.Invoke(items, request, lambda);
        features.Set<IItemsFeature>(items);

        if (Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID") is { Length: > 0 } traceId)
            features.Set<IHttpRequestIdentifierFeature>(new HttpRequestIdentifierFeature { TraceIdentifier = traceId });
        return features;
    }

    private static HttpRequestFeature RequestOf(APIGatewayHttpApiV2ProxyRequest request)
    {
        var (basePath, path) = SplitStage(DecodePath(request.RequestContext.Http.Path), request.RequestContext.Stage);
        var query = string.IsNullOrEmpty(request.RawQueryString) ? "" : "?" + request.RawQueryString;
        var feature = new HttpRequestFeature
        {
            Scheme = "https",
            Method = request.RequestContext.Http.Method,
            PathBase = basePath,
            Path = path,
            QueryString = query,
            RawTarget = request.RawPath + query,
            Body = BodyOf(request),
        };

        // A repeated header's values come joined by commas.
        foreach (var (name, value) in request.Headers ?? new Dictionary<string, string>())
            feature.Headers[name] = new StringValues(value?.Split(','));
        if (!feature.Headers.ContainsKey("Host"))
            feature.Headers.Host = request.RequestContext.DomainName;
        if (request.Cookies is not null)
            feature.Headers.Cookie = string.Join("; ", request.Cookies);
        if (!feature.Headers.ContainsKey("Content-Length"))
            feature.Headers["Content-Length"] = feature.Body.Length.ToString(CultureInfo.InvariantCulture);
        return feature;
    }

    // An encoded slash stays encoded, and a plus is a plus.
    private static string DecodePath(string path)
    {
        var decoded = WebUtility.UrlDecode(
            path.Replace("+", "%2B").Replace("%2F", "%252F", StringComparison.OrdinalIgnoreCase));
        return decoded.StartsWith('/') ? decoded : "/" + decoded;
    }

    private static (string BasePath, string Path) SplitStage(string path, string? stage) =>
        !string.IsNullOrWhiteSpace(stage) && path.StartsWith("/" + stage, StringComparison.CurrentCulture)
            ? ("/" + stage, path[(stage.Length + 1)..])
            : ("", path);

    private static MemoryStream BodyOf(APIGatewayHttpApiV2ProxyRequest request) =>
        string.IsNullOrEmpty(request.Body) ? new()
            : new(request.IsBase64Encoded
                ? Convert.FromBase64String(request.Body) : Encoding.UTF8.GetBytes(request.Body));

    private static HttpAuthenticationFeature UserOf(APIGatewayHttpApiV2ProxyRequest request) => new()
    {
        User = request.RequestContext.Authorizer is { } authorizer
            ? new(new ClaimsIdentity(
                authorizer.Jwt?.Claims?.Select(static claim => new Claim(claim.Key, claim.Value)),
                "AuthorizerIdentity"))
            : null,
    };

    private static HttpConnectionFeature ConnectionOf(APIGatewayHttpApiV2ProxyRequest request) => new()
    {
        RemoteIpAddress = IPAddress.TryParse(request.RequestContext.Http.SourceIp, out var address) ? address : null,

        // Officially looked for in this spelling only.
        RemotePort = request.Headers?.TryGetValue("X-Forwarded-Port", out var port) == true
            ? int.Parse(port, CultureInfo.InvariantCulture) : 0,
    };

    private sealed record BodyDetection(bool CanHaveBody) : IHttpRequestBodyDetectionFeature;
}
