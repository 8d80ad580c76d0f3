using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Buckets;

/// <summary>How a listing writes keys: as they are, or percent-encoded for keys that XML cannot hold.</summary>
internal static class KeyEncoding
{
    public static Func<string, string> Of(S3Request request) => request.Query("encoding-type") switch
    {
        null => static key => key,
        "url" => static key => Uri.EscapeDataString(key).Replace("%2F", "/", StringComparison.Ordinal),
        var other => throw Refusals.InvalidArgument(
            "encoding-type", other, "Invalid Encoding Method specified in Request"),
    };
}
