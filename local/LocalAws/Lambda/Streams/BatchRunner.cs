using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Lambda.Functions;
using WebhookSystem.LocalAws.Lambda.Mappings;
using WebhookSystem.LocalAws.Lambda.Targets;

namespace WebhookSystem.LocalAws.Lambda.Streams;

/// <summary>
/// Takes a batch to its target until each of its records is done or given up. Nothing that comes later in its
/// lane is touched before.
/// </summary>
internal sealed partial class BatchRunner(
    StreamSettings settings, IBatchTarget target, FailureDestination destination, TimeProvider time, ILogger logger,
    CancellationToken shutdown)
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(10);

    /// <exception cref="OperationCanceledException">It was stopped before its end.</exception>
    public async Task RunAsync(ShardProgress shard, IReadOnlyList<StreamItem> items, CancellationToken stop)
    {
        var backOff = new BackOff(PauseMin, PauseMax);
        var waiting = new Stack<StreamBatch>([new(items)]);
        InvocationOutcome? last = null;
        while (waiting.TryPop(out var batch))
        {
            batch = await GiveUpAsync(shard, batch, last);
            if (batch.Items.Count == 0)
                continue;

            stop.ThrowIfCancellationRequested();
            (var verdict, last) = await target.DeliverAsync(batch.Items, shutdown);
            var next = batch.After(verdict, settings);
            shard.Finish([.. batch.Items.Except(next.SelectMany(static one => one.Items))]);
            foreach (var one in next.Reverse())
                waiting.Push(one);
            if (verdict is BatchVerdict.Succeeded)
                continue;

            Log.Failed(
                logger, settings.SourceArn, target.Name, last?.RequestId, batch.Items.Count, batch.Failures + 1);
            if (next.Count == 1)
                await Task.Delay(backOff.Next(), time, stop);
        }
    }

    /// <summary>Takes out what is too old, or all of it where it has been tried often enough, and says so.</summary>
    private async Task<StreamBatch> GiveUpAsync(ShardProgress shard, StreamBatch batch, InvocationOutcome? last)
    {
        if (settings.RetriesMax is { } retriesMax && batch.Failures > retriesMax)
        {
            await GiveUpAsync(shard, batch, "RetryAttemptsExhausted", last);
            return new([]);
        }

        if (settings.RecordAgeMax is not { } ageMax)
            return batch;
        var oldest = time.GetUtcNow() - ageMax;
        var expired = batch with { Items = [.. batch.Items.TakeWhile(item => item.Arrival < oldest)] };
        if (expired.Items.Count == 0)
            return batch;
        await GiveUpAsync(shard, expired, "RecordAgeExceeded", last);
        return batch with { Items = [.. batch.Items.Skip(expired.Items.Count)] };
    }

    private async Task GiveUpAsync(ShardProgress shard, StreamBatch batch, string condition, InvocationOutcome? last)
    {
        Log.GivenUp(logger, settings.SourceArn, batch.Items.Count, condition);
        await destination.SendAsync(new(shard.ShardId, batch, condition, last), shutdown);
        shard.Finish(batch.Items);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "batch.failed",
            Message = "{Target} failed {Count} records of {Source} in {RequestId}, for the {Failures}. time")]
        public static partial void Failed(
            ILogger logger, string source, string target, string? requestId, int count, int failures);

        [LoggerMessage(Level = LogLevel.Error, EventName = "batch.given-up",
            Message = "{Count} records of {Source} are given up: {Condition}")]
        public static partial void GivenUp(ILogger logger, string source, int count, string condition);
    }
}
