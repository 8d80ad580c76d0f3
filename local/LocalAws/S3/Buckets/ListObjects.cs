using System.Xml.Linq;
using WebhookSystem.LocalAws.S3.Checksums;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Buckets;

/// <summary>ListObjectsV2, and its elder, which goes on by marker instead of by token.</summary>
internal sealed class ListObjects(ObjectStore store)
{
    private const int KeysMax = 1_000;

    public Task InvokeAsync(S3Request request, CancellationToken cancellationToken)
    {
        var isSecond = request.Query("list-type") == "2";
        var token = isSecond ? request.Query("continuation-token") : null;
        var query = new ListingQuery(
            request.Query("prefix") ?? "",
            request.Query("delimiter") ?? "",
            token is not null
                ? ContinuationToken.Parse(token)
                : request.Query(isSecond ? "start-after" : "marker") ?? "",
            request.Number("max-keys", KeysMax, KeysMax));
        var encode = KeyEncoding.Of(request);
        Listing listing;
        lock (store.Gate)
        {
            var bucket = store.Find(request.Bucket);
            listing = Listing.Read(bucket, query);
            request.Http.Response.Headers["x-amz-bucket-region"] = bucket.Region;
        }

        var withOwner = !isSecond || request.Query("fetch-owner") == "true";
        return XmlAnswer.WriteAsync(request, XmlAnswer.Of(
            "ListBucketResult",
            [
                XmlAnswer.Of("Name", request.Bucket),
                XmlAnswer.Of("Prefix", encode(query.Prefix)),
                .. isSecond ? SecondMembers(request, listing, encode) : FirstMembers(request, query, listing, encode),
                XmlAnswer.Of("MaxKeys", query.KeysMax),
                query.Delimiter.Length > 0 ? XmlAnswer.Of("Delimiter", encode(query.Delimiter)) : null,
                request.Query("encoding-type") is { } encoding ? XmlAnswer.Of("EncodingType", encoding) : null,
                XmlAnswer.Of("IsTruncated", listing.Last is not null),
                .. listing.Objects.Select(stored => Entry(stored, encode, withOwner)),
                .. listing.CommonPrefixes.Select(prefix => XmlAnswer.Of(
                    "CommonPrefixes", XmlAnswer.Of("Prefix", encode(prefix)))),
            ]), cancellationToken);
    }

    private static IEnumerable<XElement?> SecondMembers(
        S3Request request, Listing listing, Func<string, string> encode) =>
    [
        (request.Query("continuation-token"), request.Query("start-after")) switch
        {
            ({ } token, _) => XmlAnswer.Of("ContinuationToken", token),
            (_, { } start) => XmlAnswer.Of("StartAfter", encode(start)),
            _ => null,
        },
        listing.Last is { } last ? XmlAnswer.Of("NextContinuationToken", ContinuationToken.Of(last)) : null,
        XmlAnswer.Of("KeyCount", listing.Objects.Count + listing.CommonPrefixes.Count),
    ];

    // The elder tells where to go on only with a delimiter; without one the last key says it.
    private static IEnumerable<XElement?> FirstMembers(
        S3Request request, ListingQuery query, Listing listing, Func<string, string> encode) =>
    [
        XmlAnswer.Of("Marker", encode(request.Query("marker") ?? "")),
        listing.Last is { } last && query.Delimiter.Length > 0 ? XmlAnswer.Of("NextMarker", encode(last)) : null,
    ];

    private static XElement Entry(StoredObject stored, Func<string, string> encode, bool withOwner) => XmlAnswer.Of(
        "Contents",
        XmlAnswer.Of("Key", encode(stored.Key)),
        XmlAnswer.Of("LastModified", XmlAnswer.Time(stored.Modified)),
        XmlAnswer.Of("ETag", stored.QuotedETag),
        XmlAnswer.Of("ChecksumAlgorithm", stored.Checksum.Algorithm.Name),
        XmlAnswer.Of("ChecksumType", stored.Checksum.Type.Name),
        XmlAnswer.Of("Size", stored.Content.Length),
        withOwner ? XmlAnswer.Owner() : null,
        XmlAnswer.Of("StorageClass", stored.Headers.StorageClass));
}
