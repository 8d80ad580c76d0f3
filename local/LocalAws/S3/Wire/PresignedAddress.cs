using System.Globalization;
using System.Net;

namespace WebhookSystem.LocalAws.S3.Wire;

/// <summary>
/// Refuses a presigned address that is malformed, whose time is over, or beside which a header was sent that it does
/// not speak of. Its signature is not looked at.
/// </summary>
internal static class PresignedAddress
{
    private const int LifetimeSecondsMax = 604_800;
    private const int CredentialParts = 5;

    private static readonly string[] Parameters =
    [
        "X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-Date", "X-Amz-SignedHeaders", "X-Amz-Expires",
    ];

    private static readonly string[] ElderParameters = ["Signature", "Expires", "AWSAccessKeyId"];

    public static void Check(S3Request request, DateTimeOffset now)
    {
        if (IsOne(request))
            RequireParameters(request);
        else if (IsElder(request) && !ElderParameters.All(name => request.Query(name) is not null))
        {
            throw Denied(
                "Query-string authentication requires the Signature, Expires and AWSAccessKeyId parameters");
        }

        if (ExpiryOf(request) is { } expiry && now > expiry)
            throw Expired(request, expiry, now);
        if (IsOne(request))
            RequireSignedHeaders(request);
    }

    /// <summary>Whether what is not said in headers may be said in the query.</summary>
    public static bool Speaks(S3Request request) =>
        request.Http.Request.Query.Count > 0 && (IsOne(request) || IsElder(request));

    private static bool IsOne(S3Request request) =>
        request.Query("X-Amz-Algorithm") is not null || request.Query("X-Amz-Signature") is not null;

    private static bool IsElder(S3Request request) =>
        request.Query("Signature") is not null || request.Query("AWSAccessKeyId") is not null;

    private static void RequireParameters(S3Request request)
    {
        if (!Parameters.All(name => request.Query(name) is not null))
        {
            throw Malformed(
                "Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, "
                + "X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.");
        }

        if (request.Query("X-Amz-Credential")!.Split('/').Length < CredentialParts)
        {
            throw Malformed(
                "Error parsing the X-Amz-Credential parameter; the Credential is mal-formed; expecting "
                + "\"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
        }
    }

    // The body's digest alone may come unsigned.
    private static void RequireSignedHeaders(S3Request request)
    {
        var signed = request.Query("X-Amz-SignedHeaders")!.Split(';');
        var unsigned = request.Http.Request.Headers.Keys
            .Where(static name => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
                && !name.Equals("x-amz-content-sha256", StringComparison.OrdinalIgnoreCase))
            .Except(signed, StringComparer.OrdinalIgnoreCase)
            .Select(static name => name.ToLowerInvariant()).Order(StringComparer.Ordinal).ToArray();
        if (unsigned.Length > 0)
        {
            throw Denied(
                "There were headers present in the request which were not signed",
                ("HeadersNotSigned", string.Join(", ", unsigned)));
        }
    }

    private static S3Exception Expired(S3Request request, DateTimeOffset expiry, DateTimeOffset now)
    {
        (string, string)[] times = [("Expires", Seconds(expiry)), ("ServerTime", Seconds(now))];
        return Denied("Request has expired", request.Query("X-Amz-Expires") is { } lifetime
            ? [("X-Amz-Expires", lifetime), .. times]
            : times);
    }

    private static string Seconds(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

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

    private static S3Exception Denied(string message, params (string, string)[] details) =>
        new("AccessDenied", message, HttpStatusCode.Forbidden, details);

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
