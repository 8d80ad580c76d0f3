using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Receive;

/// <summary>ASP.NET Core's headers, as the verifier reads them.</summary>
internal readonly struct RequestHeaders(IHeaderDictionary headers) : ISignedHeaders
{
    public int Read(string name, out string value)
    {
        var values = headers[name];
        value = values.Count > 0 ? values[0] ?? "" : "";
        return values.Count;
    }
}
