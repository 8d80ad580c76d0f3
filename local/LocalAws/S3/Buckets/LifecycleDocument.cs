using System.Globalization;
using System.Xml.Linq;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Buckets;

/// <summary>Reads a bucket's lifecycle: expiry of objects and of unfinished uploads, by prefix.</summary>
internal static class LifecycleDocument
{
    private const int RulesMax = 1_000;
    private const int IdLengthMax = 255;

    public static Lifecycle Read(XElement? document)
    {
        XElement[] rules = [.. document?.Elements(XmlAnswer.Namespace + "Rule") ?? []];
        if (document is null || rules.Length is 0 or > RulesMax)
            throw Refusals.MalformedXml();
        RequireIds([.. rules.Select(static rule => Child(rule, "ID")?.Value).OfType<string>()]);
        foreach (var rule in rules.Where(static rule => Child(rule, "ID") is null))
            rule.AddFirst(XmlAnswer.Of("ID", Guid.NewGuid().ToString("N")));
        return new(document, [.. rules.Select(ReadRule)]);
    }

    /// <summary>A rule says what it is for, and only once: a prefix is the older way to write a filter.</summary>
    /// <remarks>Of what is new only: a document that has been kept is what it is.</remarks>
    public static void RequireFilters(XElement? document)
    {
        foreach (var rule in document?.Elements(XmlAnswer.Namespace + "Rule") ?? [])
        {
            if (Child(rule, "Filter") is null == Child(rule, "Prefix") is null)
                throw Refusals.MalformedXml();
        }
    }

    private static void RequireIds(string[] ids)
    {
        if (ids.FirstOrDefault(static id => id.Length > IdLengthMax) is { } tooLong)
        {
            throw Refusals.InvalidArgument(
                "ID", tooLong, $"ID length should not exceed allowed limit of {IdLengthMax}");
        }

        if (ids.GroupBy(static id => id).FirstOrDefault(static same => same.Count() > 1) is { Key: var twice })
        {
            throw Refusals.InvalidArgument(
                "ID", twice, "Rule ID must be unique. Found same ID for more than one rule");
        }
    }

    private static LifecycleRule ReadRule(XElement rule)
    {
        Refuse(rule, "ID", "Status", "Filter", "Prefix", "Expiration", "AbortIncompleteMultipartUpload");
        var filter = Child(rule, "Filter");
        if (filter is not null)
            Refuse(filter, "Prefix");
        var expiration = Child(rule, "Expiration");
        if (expiration is not null)
            Refuse(expiration, "Days", "Date");
        var abort = Child(rule, "AbortIncompleteMultipartUpload");
        if (expiration is null && abort is null)
            throw Refusals.Invalid("At least one action needs to be specified in a rule");

        return new(
            Child(rule, "ID")!.Value,
            Child(rule, "Status")?.Value switch
            {
                "Enabled" => true,
                "Disabled" => false,
                _ => throw Refusals.MalformedXml(),
            },
            (Child(rule, "Prefix") ?? (filter is null ? null : Child(filter, "Prefix")))?.Value ?? "",
            Days(expiration, "Days", "'Days' for Expiration action must be a positive integer"),
            Date(expiration),
            Days(abort, "DaysAfterInitiation",
                "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer"));
    }

    private static XElement? Child(XElement element, string name) => element.Element(XmlAnswer.Namespace + name);

    private static void Refuse(XElement element, params string[] known)
    {
        if (element.Elements().FirstOrDefault(child => !known.Contains(child.Name.LocalName)) is { } unknown)
            throw Refusals.NotOffered($"PutBucketLifecycleConfiguration with {unknown.Name.LocalName}");
    }

    private static int? Days(XElement? action, string name, string refusal)
    {
        if (action is null || Child(action, name) is not { } days)
            return null;
        return int.TryParse(days.Value, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : throw Refusals.InvalidArgument(name, days.Value, refusal);
    }

    private static DateTimeOffset? Date(XElement? expiration)
    {
        if (expiration is null || Child(expiration, "Date") is not { } date)
            return null;
        return DateTimeOffset.TryParse(
            date.Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            && time.UtcDateTime.TimeOfDay == TimeSpan.Zero
            ? time
            : throw Refusals.InvalidArgument("Date", date.Value, "'Date' must be at midnight GMT");
    }
}
