using System.Globalization;
using System.Text.Json;

namespace WebhookSystem.Bench.Measure;

/// <summary>A table for people, then one line of JSON for programs.</summary>
internal sealed class Report(TextWriter output)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public void Table(string[] heads, IEnumerable<object[]> rows)
    {
        var cells = rows.Select(row => row.Select(Text).ToArray()).Prepend(heads).ToList();
        var widths = heads.Select((_, column) => cells.Max(row => row[column].Length)).ToArray();
        foreach (var row in cells)
        {
            output.WriteLine(string.Join("  ", row.Select((cell, column) => column == 0
                ? cell.PadRight(widths[column])
                : cell.PadLeft(widths[column]))).TrimEnd());
        }
        output.WriteLine();
    }

    public void Figures(object figures) => output.WriteLine(JsonSerializer.Serialize(figures, Json));

    private static string Text(object value) => value switch
    {
        double number when Math.Abs(number) >= 100 => number.ToString("N0", CultureInfo.InvariantCulture),
        double number => number.ToString("0.##", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? string.Empty,
    };
}
