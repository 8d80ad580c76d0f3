using System.Collections.Immutable;
using System.Net;
using System.Text;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Objects;

/// <summary>Reads what a request says about the object to be stored.</summary>
internal static class HeaderReader
{
    public const string MetadataPrefix = "x-amz-meta-";
    public const string StandardClass = "STANDARD";

    private const int MetadataBytesMax = 2 * 1024;
    private const string DefaultContentType = "binary/octet-stream";

    private static readonly string[] StandardNames =
        ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Type", "Expires"];

    private static readonly string[] Classes =
    [
        StandardClass, "REDUCED_REDUNDANCY", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING", "GLACIER_IR",
    ];

    private static readonly string[] Archives = ["GLACIER", "DEEP_ARCHIVE"];

    private static readonly string[] CannedLists =
    [
        "private", "public-read", "public-read-write", "authenticated-read", "aws-exec-read", "bucket-owner-read",
        "bucket-owner-full-control",
    ];

    private const string CustomerKey = "x-amz-server-side-encryption-customer-algorithm";

    // Functionality that a caller would miss if it were passed over in silence.
    private static readonly string[] NotOffered =
    [
        "x-amz-object-lock-mode", "x-amz-object-lock-legal-hold", CustomerKey, "x-amz-tagging",
        "x-amz-website-redirect-location", "x-amz-write-offset-bytes",
        "x-amz-copy-source-server-side-encryption-customer-algorithm",
    ];

    public static ObjectHeaders Read(S3Request request)
    {
        if (NotOffered.FirstOrDefault(header => request.Header(header) is not null) is { } unknown)
            throw Refusals.HeaderNotOffered(unknown, "LocalAws does not offer it");
        if (request.Header("x-amz-server-side-encryption") is not null and not "AES256")
            throw Refusals.HeaderNotOffered("x-amz-server-side-encryption", "LocalAws has no keys of KMS");
        if (request.Header("x-amz-acl") is { } list && !CannedLists.Contains(list))
            throw Refusals.InvalidArgument("x-amz-acl", list, "");
        return new(StandardOf(request), MetadataOf(request), StorageClassOf(request));
    }

    /// <summary>Refuses a key of the caller's, where nothing was ever encrypted with one.</summary>
    public static void RequireNoCustomerKey(S3Request request, string refusal)
    {
        if (request.Header(CustomerKey) is not null)
            throw Refusals.Invalid(refusal);
    }

    private static string StorageClassOf(S3Request request)
    {
        var given = request.Header("x-amz-storage-class") ?? StandardClass;
        if (Archives.Contains(given))
            throw Refusals.HeaderNotOffered("x-amz-storage-class", "LocalAws has no archive to restore from");
        return Classes.Contains(given) ? given : throw new S3Exception(
            "InvalidStorageClass", "The storage class you specified is not valid", HttpStatusCode.BadRequest,
            ("StorageClassRequested", given));
    }

    private static ImmutableDictionary<string, string> StandardOf(S3Request request)
    {
        var standard = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in StandardNames)
        {
            if (request.Header(name) is { Length: > 0 } value)
                standard[name] = value;
        }

        standard.TryAdd("Content-Type", DefaultContentType);

        // The transfer's own coding is not the object's.
        if (standard.TryGetValue("Content-Encoding", out var coding))
        {
            var given = coding.Split(',', StringSplitOptions.TrimEntries);
            var codings = given
                .Where(static one => !one.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase)).ToArray();
            if (codings.Length > 0)
                standard["Content-Encoding"] = codings.Length == given.Length ? coding : string.Join(',', codings);
            else
                standard.Remove("Content-Encoding");
        }

        return standard.ToImmutable();
    }

    private static ImmutableDictionary<string, string> MetadataOf(S3Request request)
    {
        var metadata = request.Headers(MetadataPrefix).ToImmutableDictionary(
            static header => header.Name[MetadataPrefix.Length..],
            static header => EncodedWords.Decode(header.Value));
        var bytes = metadata.Sum(static one => one.Key.Length + Encoding.UTF8.GetByteCount(one.Value));
        return bytes <= MetadataBytesMax
            ? metadata
            : throw new S3Exception(
                "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size",
                HttpStatusCode.BadRequest, ("Size", bytes.ToString()), ("MaxSizeAllowed", MetadataBytesMax.ToString()));
    }
}
