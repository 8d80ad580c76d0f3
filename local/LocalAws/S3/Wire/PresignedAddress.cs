using System.Globalization;
using System.Net;

namespace WebhookSystem.LocalAws.S3.Wire;

/// <summary>Refuses a presigned address whose time is over. Its signature is not looked at.</summary>
internal static class PresignedExpiry
{
    private const int LifetimeSecondsMax = 604_800;

    public static void Check(S3Request request, DateTimeOffset now)
    {
        if (ExpiryOf(request) is not { } expiry || now <= expiry)
            return;
        throw new S3Exception(
            "AccessDenied", "Request has expired", HttpStatusCode.Forbidden,
            ("X-Amz-Expires", request.Query("X-Amz-Expires") ?? ""),
            ("Expires", XmlAnswer.Time(expiry)), ("ServerTime", XmlAnswer.Time(now)));
    }

    private static int ReadLifetime(string seconds)
    {
        if (!int.TryParse(seconds, CultureInfo.InvariantCulture, out var lifetime))
            throw Malformed("X-Amz-Expires should be a number");
        if (lifetime < 0)
            throw Malformed("X-Amz-Expires must be non-negative");
        return lifetime <= LifetimeSecondsMax ? lifetime : throw Malformed(
            "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than "
            + $"{LifetimeSecondsMax} seconds");
    }

    private static S3Exception Malformed(string message) =>
        new("AuthorizationQueryParametersError", message, HttpStatusCode.BadRequest);

    private static DateTimeOffset? ExpiryOf(S3Request request)
    {
        if (request.Query("X-Amz-Date") is { } date && request.Query("X-Amz-Expires") is { } seconds)
        {
            return DateTimeOffset.TryParseExact(
                    date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
                    out var signed)
                ? signed.AddSeconds(ReadLifetime(seconds))
                : throw Malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
        }

        // The elder signature carries the moment itself.
        return request.Query("Signature") is not null && long.TryParse(request.Query("Expires"), out var moment)
            ? DateTimeOffset.FromUnixTimeSeconds(moment)
            : null;
    }
}
