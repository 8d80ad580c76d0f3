using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Lambda.Functions;
using WebhookSystem.LocalAws.Lambda.Streams;

namespace WebhookSystem.LocalAws.Lambda.Targets;

/// <summary>Where the batches of a stream go.</summary>
internal interface IBatchTarget
{
    /// <summary>For the log.</summary>
    string Name { get; }

    Task<TargetAnswer> DeliverAsync(IReadOnlyList<StreamItem> items, CancellationToken cancellationToken);
}

/// <summary>What a target made of a batch.</summary>
/// <param name="Outcome">The invocation; null where none came to pass.</param>
internal sealed record TargetAnswer(BatchVerdict Verdict, InvocationOutcome? Outcome);
