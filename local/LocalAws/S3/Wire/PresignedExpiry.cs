using System.Globalization;
using System.Net;

namespace WebhookSystem.LocalAws.S3.Wire;

/// <summary>Refuses a presigned address whose time is over. Its signature is not looked at.</summary>
internal static class PresignedExpiry
{
    public static void Check(S3Request request, DateTimeOffset now)
    {
        if (ExpiryOf(request) is not { } expiry || now <= expiry)
            return;
        throw new S3Exception(
            "AccessDenied", "Request has expired", HttpStatusCode.Forbidden,
            ("X-Amz-Expires", request.Query("X-Amz-Expires") ?? ""),
            ("Expires", XmlAnswer.Time(expiry)), ("ServerTime", XmlAnswer.Time(now)));
    }

    private static DateTimeOffset? ExpiryOf(S3Request request)
    {
        if (request.Query("X-Amz-Date") is { } date && request.Query("X-Amz-Expires") is { } seconds)
        {
            return DateTimeOffset.TryParseExact(
                    date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
                    out var signed)
                && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var lifetime)
                ? signed.AddSeconds(lifetime)
                : throw new S3Exception(
                    "AuthorizationQueryParametersError", "X-Amz-Date and X-Amz-Expires must be a time and a number",
                    HttpStatusCode.BadRequest);
        }

        // The elder signature carries the moment itself.
        return request.Query("Signature") is not null && long.TryParse(request.Query("Expires"), out var moment)
            ? DateTimeOffset.FromUnixTimeSeconds(moment)
            : null;
    }
}
