using System.Text.RegularExpressions;

namespace WebhookSystem.LocalAws.Ledger;

/// <summary>
/// Who calls: the application's name that the SDK sends (<c>AWS_SDK_UA_APP_ID</c>), else the access key's id, else the
/// program as it names itself.
/// </summary>
internal static partial class Callers
{
    private const string Unknown = "unknown";

    public static string Of(HttpRequest request)
    {
        var agent = request.Headers.UserAgent.ToString();
        if (Application.Match(agent) is { Success: true } application)
            return application.Groups[1].Value;
        if (Credential.Match(request.Headers.Authorization.ToString()) is { Success: true } credential)
            return credential.Groups[1].Value;
        if (request.Query["X-Amz-Credential"].ToString() is { Length: > 0 } presigned)
            return presigned.Split('/')[0];
        return agent.Split(' ')[0] is { Length: > 0 } program ? program : Unknown;
    }

    [GeneratedRegex(@"(?:^| )app/(\S+)")]
    private static partial Regex Application { get; }

    [GeneratedRegex("Credential=([^/,]+)/")]
    private static partial Regex Credential { get; }
}
