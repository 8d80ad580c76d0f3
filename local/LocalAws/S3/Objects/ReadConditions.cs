using System.Globalization;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Objects;

/// <summary>The conditions of HTTP on the object that is read; a tag condition overrules its date condition.</summary>
/// <param name="Prefix">What stands before the headers' names: nothing, or <c>x-amz-copy-source-</c>.</param>
internal sealed record ReadConditions(S3Request Request, string Prefix, DateTimeOffset Now)
{
    /// <summary>The condition that does not hold, and whether it says that the caller has the object already.</summary>
    public (string Header, bool IsUnchanged)? Broken(StoredObject stored)
    {
        var modified = stored.Modified.AddTicks(-(stored.Modified.Ticks % TimeSpan.TicksPerSecond));
        if (Tags("If-Match") is { } wanted)
        {
            if (!Matches(wanted, stored))
                return (Prefix + "If-Match", false);
        }
        else if (Time("If-Unmodified-Since") is { } unmodifiedSince && modified > unmodifiedSince)
        {
            return (Prefix + "If-Unmodified-Since", false);
        }

        if (Tags("If-None-Match") is { } unwanted)
            return Matches(unwanted, stored) ? (Prefix + "If-None-Match", true) : null;

        // A time that is still to come is no condition.
        return Time("If-Modified-Since") is { } modifiedSince && modifiedSince <= Now && modified <= modifiedSince
            ? (Prefix + "If-Modified-Since", true)
            : null;
    }

    private static bool Matches(string[] tags, StoredObject stored) => tags.Contains("*") || tags.Contains(stored.ETag);

    private string[]? Tags(string header) =>
        Request.Header(Prefix + header)?.Split(',').Select(static tag => tag.Trim().Trim('"')).ToArray();

    private DateTimeOffset? Time(string header) => DateTimeOffset.TryParse(
        Request.Header(Prefix + header), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? time
        : null;
}
