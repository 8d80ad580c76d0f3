using Microsoft.AspNetCore.Http.Features;

namespace WebhookSystem.Dashboard.Answer;

/// <summary>
/// The segments of the path as the caller wrote them: routing takes an encoded slash for a plain <c>%2F</c>, and keys
/// may hold either.
/// </summary>
internal static class RawPath
{
    /// <summary>The unescaped segments after the prefix, e.g. after <c>/api/events/</c>.</summary>
    public static IReadOnlyList<string> After(string prefix, HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        var start = path.IndexOf(prefix, StringComparison.OrdinalIgnoreCase);
        return start < 0 ? [] : [.. path[(start + prefix.Length)..].Split('/').Select(Uri.UnescapeDataString)];
    }
}
