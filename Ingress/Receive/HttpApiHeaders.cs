using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Http.Features;

namespace WebhookSystem.Ingress.Receive;

/// <summary>Headers as API Gateway hands them over.</summary>
internal static class HttpApiHeaders
{
    /// <summary>
    /// Undoes that the host takes every value apart at its commas, which stand within Stripe's and Standard Webhooks'
    /// signatures. A header that came twice is then one value with a comma in it, and no signature of any scheme.
    /// </summary>
    public static void Restore(IHttpRequestFeature request, object lambdaRequest, ILambdaContext context)
    {
        if (lambdaRequest is not APIGatewayHttpApiV2ProxyRequest { Headers: { } headers })
            return;
        foreach (var (name, value) in headers)
            request.Headers[name] = value;
    }
}
