namespace WebhookSystem.LocalAws.Wire;

/// <summary>Which service a signed request is meant for: its signature's scope says so.</summary>
internal static class SigningScope
{
    private const string Credential = "Credential=";

    /// <summary>The service as IAM calls it; null where the request is not signed.</summary>
    public static string? ServiceOf(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        var at = authorization.IndexOf(Credential, StringComparison.Ordinal);
        var credential = at < 0 ? request.Query["X-Amz-Credential"].ToString()
            : authorization[(at + Credential.Length)..].Split(',', ' ')[0];
        return credential.Split('/') is [_, _, _, var service, "aws4_request"] ? service : null;
    }
}
