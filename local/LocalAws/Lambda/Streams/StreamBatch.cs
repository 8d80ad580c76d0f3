using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Lambda.Mappings;

namespace WebhookSystem.LocalAws.Lambda.Streams;

/// <summary>Records that go to the function together, and how often they have failed without any progress.</summary>
internal sealed record StreamBatch(IReadOnlyList<StreamItem> Items, int Failures = 0)
{
    /// <summary>What is to come after a verdict, in order. What is in none of them is done.</summary>
    public IReadOnlyList<StreamBatch> After(BatchVerdict verdict, StreamSettings settings) => verdict switch
    {
        BatchVerdict.Succeeded => [],
        BatchVerdict.PartlyFailed partly => [Remaining(partly.Ids, settings.Dialect)],
        _ when settings.Bisects && Items.Count > 1 => Halves(),
        _ => [this with { Failures = Failures + 1 }],
    };

    /// <summary>By what a function of this reader names a record.</summary>
    public static string IdOf(StreamItem item, StreamDialect dialect) => dialect switch
    {
        StreamDialect.Mapping => item.SequenceNumber,
        StreamDialect.Pipe => item.EventId,
    };

    // A mapping goes back to the first that failed; a pipe repeats what is named, and nothing else.
    private StreamBatch Remaining(IReadOnlySet<string> failed, StreamDialect dialect)
    {
        IReadOnlyList<StreamItem> rest = dialect switch
        {
            StreamDialect.Mapping => [.. Items.SkipWhile(item => !failed.Contains(IdOf(item, dialect)))],
            StreamDialect.Pipe => [.. Items.Where(item => failed.Contains(IdOf(item, dialect)))],
        };
        return rest.Count < Items.Count ? new(rest, 1) : new(rest, Failures + 1);
    }

    // Halving is no retry: only what fails again as it is counts.
    private StreamBatch[] Halves()
    {
        var middle = Items.Count / 2;
        return [new([.. Items.Take(middle)], Failures), new([.. Items.Skip(middle)], Failures)];
    }
}
