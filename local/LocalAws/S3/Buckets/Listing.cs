using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.S3.Storage;

namespace WebhookSystem.LocalAws.S3.Buckets;

/// <summary>What a listing asks for.</summary>
/// <param name="After">Only what is beyond this key or common prefix.</param>
internal sealed record ListingQuery(string Prefix, string Delimiter, string After, int KeysMax);

/// <summary>A page: objects, and the prefixes that stand for many.</summary>
/// <param name="Last">The last of both, to go on after; null where the page is the last.</param>
internal sealed record Listing(IReadOnlyList<StoredObject> Objects, IReadOnlyList<string> CommonPrefixes, string? Last)
{
    /// <summary>Reads a page. The caller holds the store's gate.</summary>
    public static Listing Read(Bucket bucket, ListingQuery query)
    {
        List<StoredObject> objects = [];
        List<string> prefixes = [];
        string? last = null;
        var index = bucket.FirstFrom(Utf8Order.Compare(query.Prefix, query.After) > 0 ? query.Prefix : query.After);
        for (; index < bucket.Objects.Count; index++)
        {
            var key = bucket.Objects.GetKeyAtIndex(index);
            if (!key.StartsWith(query.Prefix, StringComparison.Ordinal))
                break;
            var prefix = CommonPrefixOf(key, query);
            var entry = prefix ?? key;
            if (Utf8Order.Compare(entry, query.After) <= 0 || (prefix is not null && prefix == last))
                continue;
            if (objects.Count + prefixes.Count == query.KeysMax)
                return new(objects, prefixes, query.KeysMax == 0 ? null : last);

            if (prefix is null)
                objects.Add(bucket.Objects.GetValueAtIndex(index));
            else
                prefixes.Add(prefix);
            last = entry;
        }

        return new(objects, prefixes, null);
    }

    private static string? CommonPrefixOf(string key, ListingQuery query)
    {
        if (query.Delimiter.Length == 0)
            return null;
        var end = key.IndexOf(query.Delimiter, query.Prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + query.Delimiter.Length)];
    }
}
