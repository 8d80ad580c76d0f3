using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.S3.Storage;

/// <summary>A bucket. Read and changed only under the store's gate.</summary>
internal sealed class Bucket(string name, string constraint, DateTimeOffset created)
{
    private static readonly Comparer<string> ByUtf8 = Comparer<string>.Create(Utf8Order.Compare);

    public string Name { get; } = name;

    /// <summary>What it was created with: a region, or the older name of one.</summary>
    public string Constraint { get; } = constraint;

    public string Region => Constraint == "EU" ? "eu-west-1" : Constraint;

    public DateTimeOffset Created { get; } = created;

    public string Arn => "arn:aws:s3:::" + Name;

    public Lifecycle? Lifecycle { get; set; }

    /// <summary>In the order of their keys' bytes, which is the order of listings.</summary>
    public SortedList<string, StoredObject> Objects { get; } = new(ByUtf8);

    public SortedDictionary<string, Upload> Uploads { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes an object away, which the uploads under its key remember.</summary>
    public void Remove(string key)
    {
        Objects.Remove(key);
        foreach (var upload in Uploads.Values.Where(upload => upload.Key == key).ToArray())
            Uploads[upload.Id] = upload with { IsOutrun = true };
    }

    /// <summary>The index of the first object whose key is not below <paramref name="key"/>.</summary>
    public int FirstFrom(string key)
    {
        var low = 0;
        var high = Objects.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Utf8Order.Compare(Objects.GetKeyAtIndex(middle), key) < 0)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
