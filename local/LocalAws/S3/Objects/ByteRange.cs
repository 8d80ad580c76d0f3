using System.Globalization;
using System.Net;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Objects;

/// <summary>The part of an object that is asked for.</summary>
internal readonly record struct ByteRange(long From, long Count)
{
    public string Header(long total) => $"bytes {From}-{From + Count - 1}/{total}";

    /// <summary>The range, or null where all is asked for; a range that is none, or several, means all.</summary>
    public static ByteRange? Find(S3Request request, StoredObject stored)
    {
        var range = request.Header("Range");
        if (request.Query("partNumber") is { } number)
        {
            return range is null
                ? OfPart(number, stored)
                : throw Refusals.Invalid("Cannot specify both Range header and partNumber query parameter");
        }

        return range is null ? null : Parse(range, stored.Content.Length);
    }

    private static ByteRange? Parse(string text, long total)
    {
        const string Unit = "bytes=";
        if (!text.StartsWith(Unit, StringComparison.OrdinalIgnoreCase)
            || text[Unit.Length..].Split('-') is not [var first, var last])
        {
            return null;
        }

        if (first.Length == 0)
            return Number(last) is { } count ? OfSuffix(text, count, total) : null;
        if (Number(first) is not { } from || (last.Length > 0 && !(Number(last) >= from)))
            return null;
        return from < total
            ? new(from, Math.Min(Number(last) ?? long.MaxValue, total - 1) - from + 1)
            : throw Unsatisfiable(text, total);
    }

    private static ByteRange OfSuffix(string text, long count, long total) => count > 0 && total > 0
        ? new(Math.Max(0, total - count), Math.Min(count, total))
        : throw Unsatisfiable(text, total);

    private static ByteRange OfPart(string text, StoredObject stored)
    {
        var sizes = stored.PartSizes.IsEmpty ? [stored.Content.Length] : stored.PartSizes;
        if (Number(text) is not (>= 1 and <= 10_000 and var number))
        {
            throw Refusals.InvalidArgument(
                "partNumber", text, "Part number must be an integer between 1 and 10000, inclusive");
        }

        return number <= sizes.Length
            ? new(sizes.Take((int)number - 1).Sum(), sizes[(int)number - 1])
            : throw new S3Exception(
                "InvalidPartNumber", "The requested partnumber is not satisfiable",
                HttpStatusCode.RequestedRangeNotSatisfiable,
                ("ActualPartCount", sizes.Length.ToString()), ("PartNumberRequested", text));
    }

    private static long? Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static S3Exception Unsatisfiable(string range, long total) => new(
        "InvalidRange", "The requested range is not satisfiable", HttpStatusCode.RequestedRangeNotSatisfiable,
        ("RangeRequested", range), ("ActualObjectSize", total.ToString()));
}
