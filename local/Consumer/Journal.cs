using System.Globalization;
using WebhookSystem.Client.Consume;

namespace WebhookSystem.Consumer;

/// <summary>What was seen: a line for each event, or one a second; and a summary at the end.</summary>
internal sealed class Journal(
    TextWriter output, ConsumerSettings settings, OrdinalsInMemory ordinals, TimeProvider time)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(1);

    private readonly int[] _standings = new int[Enum.GetValues<Standing>().Length];
    private int _marked;
    private int _fetched;
    private int _written;
    private long _writtenAt = time.GetTimestamp();

    public int GapCount => _standings[(int)Standing.Gap];

    private int Total => _standings.Sum();

    /// <param name="fetchedBytes">Of a body that was fetched from S3.</param>
    public void Write(OrderedMessage received, Standing standing, long? fetchedBytes)
    {
        _standings[(int)standing]++;
        _marked += received.Marks != default ? 1 : 0;
        _fetched += fetchedBytes is null ? 0 : 1;
        if (settings.Quiet && standing != Standing.Gap)
            return;
        var notes = received.MarkWords
            .Append(NoteOf(standing)).Append(NoteOf(received.Reference?.Address, fetchedBytes));
        var note = string.Join(", ", notes.Where(text => text.Length > 0));
        output.WriteLine(
            $"{received.Source,-9} {received.Key} #{received.Ordinal} {received.Type}  {note}".TrimEnd());
    }

    /// <summary>In quiet mode: how it stands, at most once a second and only after something came.</summary>
    public void WriteLineIfDue()
    {
        if (!settings.Quiet || Total == _written || time.GetElapsedTime(_writtenAt) < BetweenLines)
            return;
        WriteSummary();
        (_written, _writtenAt) = (Total, time.GetTimestamp());
    }

    public void WriteSummary() => output.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{Total} events of {ordinals.Count} keys: {_marked} marked, {_standings[(int)Standing.Repeated]} repeated, "
        + $"{_standings[(int)Standing.Joined]} keys joined late, {_fetched} bodies fetched, {GapCount} gaps"));

    private static string NoteOf(Standing standing) => standing switch
    {
        Standing.Next => "",
        Standing.Joined => "the first seen here, its key is older",
        Standing.Repeated => "seen before",
        Standing.Replayed => "once more, as an operator asked",
        Standing.Gap => "GAP: ordinals before it are missing",
    };

    private static string NoteOf(Uri? reference, long? fetchedBytes) => (reference, fetchedBytes) switch
    {
        (null, _) => "",
        (_, null) => $"body at {reference}",
        (_, { } bytes) => $"body of {bytes} bytes fetched",
    };
}
