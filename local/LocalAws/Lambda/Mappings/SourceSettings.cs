using System.Text.Json.Serialization;
using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Lambda.Pipes;

namespace WebhookSystem.LocalAws.Lambda.Mappings;

/// <summary>How a source feeds a function.</summary>
[JsonDerivedType(typeof(QueueSettings), "Queue")]
[JsonDerivedType(typeof(StreamSettings), "Stream")]
internal abstract record SourceSettings
{
    /// <summary>The name of the function that is fed; of a pipe to a queue, nothing.</summary>
    public required string Function { get; init; }

    public required string SourceArn { get; init; }

    public bool IsEnabled { get; init; } = true;

    public required int BatchSize { get; init; }

    /// <summary>How long a batch that is not full may wait for more.</summary>
    public TimeSpan Window { get; init; }

    /// <summary>Whether the function may answer with the items that failed.</summary>
    public bool ReportsFailures { get; init; }

    public FilterCriteria Filter { get; init; } = FilterCriteria.None;
}

internal sealed record QueueSettings : SourceSettings
{
    /// <summary>Batches at work at once; null for as many as there are runtimes.</summary>
    public int? ConcurrencyMax { get; init; }

    public bool IsFifo => SourceArn.EndsWith(".fifo", StringComparison.Ordinal);
}

internal enum StartingPosition { TrimHorizon, Latest }

/// <summary>Who reads the stream: they differ in the event's frame and in how a function names what failed.</summary>
internal enum StreamDialect { Mapping, Pipe }

internal sealed record StreamSettings : SourceSettings
{
    public StreamDialect Dialect { get; init; } = StreamDialect.Mapping;

    public required StartingPosition StartingPosition { get; init; }

    /// <summary>Whether a batch that failed as a whole is halved.</summary>
    public bool Bisects { get; init; }

    /// <summary>Null for without end.</summary>
    public int? RetriesMax { get; init; }

    /// <summary>Null for as long as the stream keeps a record.</summary>
    public TimeSpan? RecordAgeMax { get; init; }

    /// <summary>Batches of a shard at work at once. An item's records always go one after the other.</summary>
    public int ParallelizationFactor { get; init; } = 1;

    /// <summary>The ARN of a queue that is told of what is given up.</summary>
    public string? FailureDestination { get; init; }

    /// <summary>A pipe's; null for a mapping.</summary>
    public PipeDelivery? Delivery { get; init; }
}
