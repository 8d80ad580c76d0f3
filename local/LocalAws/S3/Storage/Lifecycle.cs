using System.Collections.Immutable;
using System.Xml.Linq;

namespace WebhookSystem.LocalAws.S3.Storage;

/// <summary>When the objects under a prefix end.</summary>
internal sealed record LifecycleRule(
    string Id, bool IsEnabled, string Prefix, int? ExpirationDays, DateTimeOffset? ExpirationDate,
    int? AbortUploadsDays)
{
    public DateTimeOffset? ExpiryOf(StoredObject stored)
    {
        if (!IsEnabled || !stored.Key.StartsWith(Prefix, StringComparison.Ordinal))
            return null;
        return ExpirationDays is { } days ? MidnightAfter(stored.Modified.AddDays(days)) : ExpirationDate;
    }

    public bool IsAborted(Upload upload, DateTimeOffset now) =>
        IsEnabled && AbortUploadsDays is { } days && upload.Key.StartsWith(Prefix, StringComparison.Ordinal)
        && MidnightAfter(upload.Initiated.AddDays(days)) <= now;

    // S3 counts whole days and rounds up to the next midnight.
    private static DateTimeOffset MidnightAfter(DateTimeOffset time) =>
        new DateTimeOffset(time.UtcDateTime.Date, TimeSpan.Zero).AddDays(1);
}

/// <summary>A bucket's rules, and the document that they were read from.</summary>
internal sealed record Lifecycle(XElement Document, ImmutableArray<LifecycleRule> Rules)
{
    /// <summary>The rule under which an object ends first, and when; null where none applies.</summary>
    public (LifecycleRule Rule, DateTimeOffset At)? FirstExpiry(StoredObject stored)
    {
        (LifecycleRule, DateTimeOffset)? first = null;
        foreach (var rule in Rules)
        {
            if (rule.ExpiryOf(stored) is { } at && (first is null || at < first.Value.Item2))
                first = (rule, at);
        }

        return first;
    }
}
