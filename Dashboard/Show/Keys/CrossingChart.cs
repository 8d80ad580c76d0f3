using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Show.Keys;

/// <summary>Arrivals on the left, releases on the right, and a line for each event from the one to the other.</summary>
internal sealed record CrossingChart(IReadOnlyList<CrossingLine> Lines, IReadOnlyList<EventRow> Released, int Height)
{
    /// <summary>Pixels of a row; the style sheet says the same.</summary>
    private const int RowHeight = 26;

    public string Summary =>
        $"{Lines.Count} arrivals, {Released.Count} released, {Released.Count(static row => row.Reordered)} reordered.";

    public static CrossingChart Of(IReadOnlyList<EventRow> arrivals)
    {
        var right = arrivals.Where(static row => row.Ordinal is not null).OrderBy(static row => row.Ordinal).ToList();
        var places = right.Select(static (row, index) => (row.Id, index))
            .ToDictionary(static one => one.Id, static one => one.index, StringComparer.Ordinal);
        var lines = arrivals.Select((row, index) => new CrossingLine(
            row, Middle(index), places.TryGetValue(row.Id, out var place) ? Middle(place) : null, StyleOf(row)));
        return new([.. lines], right, RowHeight * arrivals.Count);
    }

    public static string StyleOf(EventRow row) => row switch
    {
        { State: EventState.Held or EventState.InFlight } => "held",
        { State: EventState.Dead } => "dead",
        { Late: true } => "late",
        { Reordered: true } => "reordered",
        _ => "straight",
    };

    private static double Middle(int index) => (index * RowHeight) + (RowHeight / 2.0);
}

/// <param name="To">Where it ends on the right; null while it is not released.</param>
internal sealed record CrossingLine(EventRow Row, double From, double? To, string Style);
