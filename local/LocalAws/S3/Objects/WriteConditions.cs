using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Objects;

/// <summary>What must be so under a key for a write to happen: nothing, or an object of that tag.</summary>
internal sealed record WriteConditions(bool IfAbsent, string? IfMatch)
{
    public static WriteConditions Of(S3Request request)
    {
        var none = request.Header("If-None-Match");
        var match = request.Header("If-Match");
        if (none is not null && match is not null)
        {
            throw Refusals.HeaderNotOffered(
                "If-Match,If-None-Match", "Multiple conditional request headers present in the request");
        }

        if (none is not null and not "*")
            throw Unaccepted("If-None-Match");
        return match is "*" ? throw Unaccepted("If-Match") : new(none is not null, match?.Trim('"'));
    }

    /// <summary>Compares them with what is there. The caller holds the gate until its write.</summary>
    public void Check(Bucket bucket, string key)
    {
        var current = bucket.Objects.GetValueOrDefault(key);
        if (IfAbsent && current is not null)
            throw Refusals.PreconditionFailed("If-None-Match");
        if (IfMatch is not null && (current ?? throw Refusals.NoSuchKey(key)).ETag != IfMatch)
            throw Refusals.PreconditionFailed("If-Match");
    }

    /// <summary>
    /// Compares them for an upload: what was written or deleted after its begin is in its way, even where what is
    /// there now is what is wanted.
    /// </summary>
    public void Check(Bucket bucket, Upload upload)
    {
        Check(bucket, upload.Key);
        if (IfAbsent && upload.IsOutrun)
            throw Refusals.Conflict("If-None-Match", upload.Key);
        if (IfMatch is not null && bucket.Objects[upload.Key].Modified > upload.Initiated)
            throw Refusals.Conflict("If-Match", upload.Key);
    }

    private static S3Exception Unaccepted(string header) => Refusals.HeaderNotOffered(
        header, $"We don't accept the provided value of {header} header for this API");
}
