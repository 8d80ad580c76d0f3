using Microsoft.AspNetCore.Components;
using WebhookSystem.Dashboard.ReadModel.Views;

namespace WebhookSystem.Dashboard.Components;

/// <summary>Addresses of pages. Names stand in the query, where any character may.</summary>
internal static class Links
{
    public static string Event(EventRow row) => $"/event?{Of(row.Source, row.Key)}&id={Uri.EscapeDataString(row.Id)}";

    public static string Key(string source, string key) => $"/key?{Of(source, key)}";

    public static string EventsOf(string source, string key) => $"/?{Of(source, key)}";

    public static string Source(string source) => $"/?source={Uri.EscapeDataString(source)}";

    public static string Found(string? text) =>
        string.IsNullOrWhiteSpace(text) ? "/" : $"/?text={Uri.EscapeDataString(text)}";

    /// <summary>The body's address in the API, where each name is a segment.</summary>
    public static string Body(EventRow row, string? conflict = null) =>
        $"/api/events/{Segments(row.Source, row.Key, row.Id)}/body"
        + (conflict is null ? "" : $"?conflict={Uri.EscapeDataString(conflict)}");

    public static bool IsList(NavigationManager navigation) => new Uri(navigation.Uri).AbsolutePath == "/";

    private static string Segments(params string[] names) => string.Join('/', names.Select(Uri.EscapeDataString));

    private static string Of(string source, string key) =>
        $"source={Uri.EscapeDataString(source)}&key={Uri.EscapeDataString(key)}";
}
