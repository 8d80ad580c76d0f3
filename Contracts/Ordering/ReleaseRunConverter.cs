using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebhookSystem.Contracts.Ordering;

/// <summary>
/// A run in columns: an entry's names and its ordinal need not be said again for each, and a key's cursor is written
/// with every batch, at a price by the kilobyte.
/// </summary>
internal sealed class ReleaseRunConverter : JsonConverter<ReleaseRun>
{
    public override ReleaseRun Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        const string Expected = "A run of releases is columns with a first ordinal, ids and arrivals.";
        try
        {
            // Cursors and logs of earlier versions have an array of entries.
            return reader.TokenType == JsonTokenType.StartArray
                ? [.. JsonSerializer.Deserialize(ref reader, ContractsJson.Default.ReleasedEntryArray)!]
                : JsonSerializer.Deserialize(ref reader, ContractsJson.Default.ReleaseColumns)?.ToRun()
                    ?? throw new JsonException(Expected);
        }
        catch (Exception error) when (error is ArgumentException or OverflowException)
        {
            throw new JsonException(Expected, error);
        }
    }

    public override void Write(Utf8JsonWriter writer, ReleaseRun value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, ReleaseColumns.Of(value), ContractsJson.Default.ReleaseColumns);
}

/// <param name="First">The first ordinal.</param>
/// <param name="Arrivals">The first as it is, each other as what it is later than the one before.</param>
/// <param name="Marks">Null where there are none at all.</param>
internal sealed record ReleaseColumns(long First, string[] Ids, long[] Arrivals, int[]? Marks = null)
{
    public static ReleaseColumns Of(ReleaseRun run)
    {
        var ids = new string[run.Count];
        var arrivals = new long[run.Count];
        int[]? marks = null;
        var before = 0L;
        for (var at = 0; at < run.Count; at++)
        {
            var entry = run[at];
            ids[at] = entry.Id;
            arrivals[at] = entry.Arrival - before;
            before = entry.Arrival;
            if (entry.Marks != ReleaseMarks.None)
                (marks ??= new int[run.Count])[at] = (int)entry.Marks;
        }

        return new(run.Count == 0 ? 0 : run[0].Ordinal, ids, arrivals, marks);
    }

    /// <exception cref="JsonException">The columns do not belong together.</exception>
    public ReleaseRun ToRun()
    {
        if (Arrivals.Length != Ids.Length || (Marks is not null && Marks.Length != Ids.Length))
            throw new JsonException("The columns of a run of releases differ in length.");
        if (Ids.Contains(null))
            throw new JsonException("A release has no id.");
        var entries = new ReleasedEntry[Ids.Length];
        var arrival = 0L;
        for (var at = 0; at < entries.Length; at++)
        {
            arrival += Arrivals[at];
            entries[at] = new(First + at, Ids[at], arrival, (ReleaseMarks)(Marks?[at] ?? 0));
        }

        return [.. entries];
    }
}
