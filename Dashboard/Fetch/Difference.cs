namespace WebhookSystem.Dashboard.Fetch;

/// <summary>Two texts side by side, line by line, by their longest common lines.</summary>
internal static class Difference
{
    /// <summary>The work rises with the square of the lines.</summary>
    private const int LinesMax = 2_000;

    public static IReadOnlyList<DifferenceLine> Of(string left, string right)
    {
        var (first, second) = (LinesOf(left), LinesOf(right));
        var common = CommonOf(first, second);
        var lines = new List<DifferenceLine>();
        var (i, j) = (0, 0);
        while (i < first.Length || j < second.Length)
        {
            if (i < first.Length && j < second.Length && first[i] == second[j])
                lines.Add(new(first[i++], second[j++]));
            else if (j == second.Length || (i < first.Length && common[i + 1, j] >= common[i, j + 1]))
                lines.Add(new(first[i++], null));
            else
                lines.Add(new(null, second[j++]));
        }

        return Beside(lines);
    }

    /// <summary>How many lines the two have in common from each pair of lines on.</summary>
    private static int[,] CommonOf(string[] first, string[] second)
    {
        var common = new int[first.Length + 1, second.Length + 1];
        for (var i = first.Length - 1; i >= 0; i--)
        {
            for (var j = second.Length - 1; j >= 0; j--)
            {
                common[i, j] = first[i] == second[j]
                    ? common[i + 1, j + 1] + 1
                    : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    /// <summary>A line that went and the one that came in its place stand in one row.</summary>
    private static List<DifferenceLine> Beside(List<DifferenceLine> lines)
    {
        var beside = new List<DifferenceLine>();
        foreach (var line in lines)
        {
            var open = beside.FindLastIndex(static before => before.IsSame) + 1;
            var free = line.Left is null ? beside.FindIndex(open, static before => before.Right is null) : -1;
            if (free >= 0)
                beside[free] = beside[free] with { Right = line.Right };
            else
                beside.Add(line);
        }

        return beside;
    }

    private static string[] LinesOf(string text) => [.. text.Split('\n').Take(LinesMax)];
}

/// <summary>A line of each text; null where the one has none beside the other's.</summary>
public sealed record DifferenceLine(string? Left, string? Right)
{
    public bool IsSame => Left == Right;
}
