namespace WebhookSystem.Dashboard.Show.Charts;

/// <summary>One line of a chart over time; where there was nothing to measure, it has no value.</summary>
public sealed record ChartLine(string Name, string Colour, IReadOnlyList<(DateTimeOffset At, double? Value)> Points)
{
    public double? Last => Points.LastOrDefault(static point => point.Value is not null).Value;
}
