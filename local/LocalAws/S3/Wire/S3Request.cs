using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace WebhookSystem.LocalAws.S3.Wire;

/// <summary>What a request is about: the account, a bucket or an object.</summary>
internal enum S3Level { Service, Bucket, Object }

/// <summary>A request with its bucket and key found, each empty where the address names none.</summary>
internal sealed record S3Request(HttpContext Http, string Bucket, string Key)
{
    private const string BypassHeader = "x-amz-bypass-governance-retention";

    // What may stand in a query to mean another thing than the bucket or object itself.
    private static readonly string[] Subresources =
    [
        "accelerate", "acl", "analytics", "attributes", "cors", "delete", "encryption", "intelligent-tiering",
        "inventory", "legal-hold", "lifecycle", "location", "logging", "metadataTable", "metrics", "notification",
        "object-lock", "ownershipControls", "policy", "policyStatus", "publicAccessBlock", "replication",
        "requestPayment", "restore", "retention", "select", "session", "tagging", "torrent", "uploadId", "uploads",
        "versioning", "versions", "website",
    ];

    public string Method => Http.Request.Method;

    public S3Level Level => Bucket.Length == 0 ? S3Level.Service : Key.Length == 0 ? S3Level.Bucket : S3Level.Object;

    public string Subresource { get; } =
        Http.Request.Query is { Count: > 0 } query ? Subresources.FirstOrDefault(query.ContainsKey) ?? "" : "";

    public string? Query(string name) => Http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>A header. A presigned address may say in its query what is no part of HTTP, and conditions.</summary>
    public string? Header(string name) =>
        Http.Request.Headers.TryGetValue(name, out var value) ? value.ToString()
        : MayStandInQuery(name) && PresignedAddress.Speaks(this) ? Query(name)
        : null;

    /// <summary>The headers of a prefix that is S3's own, wherever they stand; names in lower case.</summary>
    public IEnumerable<(string Name, string Value)> Headers(string prefix)
    {
        IEnumerable<KeyValuePair<string, StringValues>> headers = Http.Request.Headers;
        if (PresignedAddress.Speaks(this))
            headers = headers.Concat(Http.Request.Query).DistinctBy(static one => one.Key.ToLowerInvariant());
        return headers.Where(one => one.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(static one => (one.Key.ToLowerInvariant(), one.Value.ToString()));
    }

    private static bool MayStandInQuery(string name) =>
        name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase) || name is "If-Match" or "If-None-Match";

    /// <summary>Every object has the one version that S3 calls null.</summary>
    public void RequireNullVersion()
    {
        if (Query("versionId") is not null and not "null" and var version)
            throw Refusals.InvalidArgument("versionId", version, "Invalid version id specified");
    }

    /// <summary>Refuses to pass over a retention, as there is none: no bucket has object lock.</summary>
    public void RequireNoBypass()
    {
        if (Header(BypassHeader) is not null)
        {
            throw Refusals.InvalidArgument(
                BypassHeader, null, $"{BypassHeader} is only applicable to Object Lock enabled buckets.");
        }
    }

    /// <summary>A whole number of the query, within its limits.</summary>
    public int Number(string name, int otherwise, int max)
    {
        if (Query(name) is not { Length: > 0 } text)
            return otherwise;
        return int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 0
            ? Math.Min(number, max)
            : throw Refusals.InvalidArgument(
                name, text, $"Argument {name} must be an integer between 0 and {int.MaxValue}");
    }
}
