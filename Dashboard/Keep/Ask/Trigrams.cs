using System.Text;
using WebhookSystem.Dashboard.Keep.Storage;

namespace WebhookSystem.Dashboard.Keep.Ask;

/// <summary>
/// What the text index is asked for a text. It holds every three characters of each event's text, not where they stand:
/// whatever it finds is looked at, so that asking for fewer of them finds no less.
/// </summary>
/// <remarks>
/// Three characters that nearly every event has, as the <c>evt</c> of all ids, narrow nothing, and make the index go
/// through all events once more. The newest events tell which these are.
/// </remarks>
internal static class Trigrams
{
    public const int Characters = 3;

    /// <summary>Enough to tell what is in every event from what is in few.</summary>
    private const int SampleSize = 50;

    /// <summary>What is in more of the sample than this is not asked for, unless nothing else is left.</summary>
    private const double CommonShare = 0.3;

    /// <param name="text">In lower case, of three characters or more.</param>
    /// <returns>A query of FTS5.</returns>
    public static string QueryOf(Reader reader, string text)
    {
        var sample = reader.List(
            $"SELECT search FROM event WHERE search IS NOT NULL ORDER BY number DESC LIMIT {SampleSize}",
            static row => row.GetString(0));
        var byShare = Of(text)
            .Select(trigram => (trigram, Share: ShareOf(trigram)))
            .OrderBy(static one => one.Share)
            .ToList();
        return string.Join(" AND ", byShare
            .Where(one => one.Share <= Math.Max(CommonShare, byShare[0].Share))
            .Select(static one => $"\"{one.trigram.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));

        double ShareOf(string trigram) => sample.Count == 0
            ? 0
            : (double)sample.Count(one => one.Contains(trigram, StringComparison.Ordinal)) / sample.Count;
    }

    private static IEnumerable<string> Of(string text)
    {
        var runes = text.EnumerateRunes().Select(static rune => rune.ToString()).ToList();
        return Enumerable.Range(0, runes.Count - Characters + 1)
            .Select(start => string.Concat(runes.GetRange(start, Characters)))
            .Distinct(StringComparer.Ordinal);
    }

    /// <summary>Whether the index can be asked for it.</summary>
    public static bool Has(string text) => text.EnumerateRunes().Count() >= Characters;
}
