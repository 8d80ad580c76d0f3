namespace WebhookSystem.Dashboard.Show.Lists;

/// <summary>The spans of time that lists and charts can be narrowed to, by the names that stand in addresses.</summary>
internal static class TimeSpans
{
    public static readonly (string Name, string Words, TimeSpan Span)[] All =
    [
        ("5m", "last 5 minutes", TimeSpan.FromMinutes(5)),
        ("15m", "last 15 minutes", TimeSpan.FromMinutes(15)),
        ("1h", "last hour", TimeSpan.FromHours(1)),
        ("1d", "last day", TimeSpan.FromDays(1)),
        ("7d", "last 7 days", TimeSpan.FromDays(7)),
    ];

    public static TimeSpan? Of(string? name) => All.Where(span => span.Name == name)
        .Select(static span => (TimeSpan?)span.Span).FirstOrDefault();
}
