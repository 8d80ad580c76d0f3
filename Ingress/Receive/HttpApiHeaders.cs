using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http.Features;

namespace WebhookSystem.Ingress.Receive;

/// <summary>Headers as API Gateway hands them over.</summary>
internal static class HttpApiHeaders
{
    /// <summary>
    /// Under this name stands whom the gateway's mutual TLS has met. No sender can write a header of such a name.
    /// </summary>
    private const string ClientCertificate = ":client-certificate";

    /// <summary>
    /// Undoes that the host takes every value apart at its commas, which stand within Stripe's and Standard Webhooks'
    /// signatures. A header that came twice is then one value with a comma in it, and no signature of any scheme.
    /// </summary>
    public static void Restore(IHttpRequestFeature request, object lambdaRequest, ILambdaContext context)
    {
        if (lambdaRequest is not APIGatewayHttpApiV2ProxyRequest { Headers: { } headers } call)
            return;
        foreach (var (name, value) in headers)
            request.Headers[name] = value;
        request.Headers.Remove(ClientCertificate);
        if (call.RequestContext?.Authentication?.ClientCert?.SubjectDN is { Length: > 0 } subject)
            request.Headers[ClientCertificate] = subject;
    }
}
