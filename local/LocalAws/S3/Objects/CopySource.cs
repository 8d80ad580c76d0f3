using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Objects;

/// <summary>The object that a copy is made from.</summary>
internal sealed record CopySource(string Bucket, string Key)
{
    public const string Header = "x-amz-copy-source";

    public static CopySource Read(S3Request request)
    {
        var source = request.Header(Header) ?? "";
        var version = source.IndexOf("?versionId=", StringComparison.Ordinal);
        if (version >= 0)
        {
            if (source[(version + "?versionId=".Length)..] != "null")
                throw Refusals.InvalidArgument("versionId", source, "Invalid version id specified");
            source = source[..version];
        }

        // Some clients write a space as forms do; a plus of the key's own is always escaped.
        var parts = Uri.UnescapeDataString(source.Replace('+', ' ')).TrimStart('/').Split('/', 2);
        return parts is [{ Length: > 0 } bucket, { Length: > 0 } key]
            ? new(bucket, key)
            : throw Refusals.InvalidArgument(Header, Header, "Invalid copy source object key");
    }

    /// <summary>The source as it is now, if the request's conditions on it hold. The caller holds the gate.</summary>
    public StoredObject Find(ObjectStore store, S3Request request, DateTimeOffset now)
    {
        var stored = store.FindObject(Bucket, Key);
        return new ReadConditions(request, "x-amz-copy-source-", now).Broken(stored) is var (condition, _)
            ? throw Refusals.PreconditionFailed(condition)
            : stored;
    }
}
