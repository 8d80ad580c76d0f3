using Microsoft.AspNetCore.Components;
using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Show.Parts;

/// <summary>
/// Addresses of pages. Names are segments of the path, each escaped; where a browser would not leave one as it is, all
/// stand in the query.
/// </summary>
internal static class Links
{
    public const string Overview = "/";
    public const string Events = "/events";
    public const string InFlight = "/in-flight";
    public const string Duplicates = "/duplicates";
    public const string Reordered = "/reordered";
    public const string Late = "/late";
    public const string Rejected = "/rejected";
    public const string DeadLetters = "/dead-letters";
    public const string Keys = "/keys";
    public const string Sources = "/sources";
    public const string Providers = "/providers";
    public const string Actions = "/actions";

    public static string Event(EventRow row) => Event(new EventName(row.Source, row.Key, row.Id));

    public static string Event(EventName name) => IsPlain(name.Source, name.Key, name.Id)
        ? $"{Events}/{Segments(name.Source, name.Key, name.Id)}"
        : $"/event?{Query(name.Source, name.Key)}&id={Uri.EscapeDataString(name.Id)}";

    public static string Key(string source, string key) => IsPlain(source, key)
        ? $"{Keys}/{Segments(source, key)}"
        : $"/key?{Query(source, key)}";

    public static string EventsOf(string source, string key) => $"{Events}?{Query(source, key)}";

    public static string Source(string source) => $"{Sources}/{Uri.EscapeDataString(source)}";

    public static string Provider(string id) => $"{Providers}/{Uri.EscapeDataString(id)}";

    public static string Found(string text) => $"{Events}?text={Uri.EscapeDataString(text)}";

    public static string Compare(EventRow row, string digest) =>
        $"{Duplicates}/compare?{Query(row.Source, row.Key)}&id={Uri.EscapeDataString(row.Id)}"
        + $"&digest={Uri.EscapeDataString(digest)}";

    /// <summary>The body's address in the API, where each name is a segment.</summary>
    public static string Body(EventRow row, string? conflict = null) =>
        $"/api/events/{Segments(row.Source, row.Key, row.Id)}/body"
        + (conflict is null ? "" : $"?conflict={Uri.EscapeDataString(conflict)}");

    /// <summary>The names in an address such as this makes them: its path's segments, or else its query.</summary>
    public static IReadOnlyList<string> Names(NavigationManager navigation, string page, params string?[] query)
    {
        // Not by way of Uri, which takes an escaped slash or percent sign for itself.
        var path = navigation.Uri[(navigation.BaseUri.Length - 1)..].Split('?', '#')[0];
        return path.StartsWith($"{page}/", StringComparison.OrdinalIgnoreCase)
            ? [.. path[(page.Length + 1)..].Split('/').Select(Uri.UnescapeDataString)]
            : [.. query.Select(static name => name ?? "")];
    }

    public static bool IsPage(NavigationManager navigation, string page) =>
        new Uri(navigation.Uri).AbsolutePath == page;

    private static bool IsPlain(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (name is "" or "." or ".." || name.Any(static one => char.IsControl(one) || one == '%'))
                return false;
        }

        return true;
    }

    private static string Segments(params IEnumerable<string> names) =>
        string.Join('/', names.Select(Uri.EscapeDataString));

    private static string Query(string source, string key) =>
        $"source={Uri.EscapeDataString(source)}&key={Uri.EscapeDataString(key)}";
}
