using WebhookSystem.LocalAws.Lambda.Api;

namespace WebhookSystem.LocalAws.Lambda.Mappings;

/// <summary>What AWS accepts of a mapping's settings.</summary>
internal static class MappingRules
{
    private const int BatchMax = 10_000;
    private const int FifoBatchMax = 10;
    private const int BatchWithoutWindowMax = 10;

    private static readonly TimeSpan WindowMax = TimeSpan.FromSeconds(300);

    public static void Check(SourceSettings settings)
    {
        Between(settings.BatchSize, 1, BatchMax, "batchSize");
        Between((int)settings.Window.TotalSeconds, 0, (int)WindowMax.TotalSeconds, "maximumBatchingWindowInSeconds");
        switch (settings)
        {
            case QueueSettings queue:
                Check(queue);
                break;
            case StreamSettings stream:
                Check(stream);
                break;
        }
    }

    private static void Check(QueueSettings settings)
    {
        if (settings.IsFifo && settings.Window > TimeSpan.Zero)
            throw RestErrors.Invalid("Batching window is not supported for FIFO queues.");
        if (settings.IsFifo)
            Between(settings.BatchSize, 1, FifoBatchMax, "batchSize");
        else if (settings.BatchSize > BatchWithoutWindowMax && settings.Window == TimeSpan.Zero)
            throw RestErrors.Invalid(
                "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10");
        if (settings.ConcurrencyMax is { } concurrency)
            Between(concurrency, 2, 1000, "scalingConfig.maximumConcurrency");
    }

    private static void Check(StreamSettings settings)
    {
        Between(settings.ParallelizationFactor, 1, 10, "parallelizationFactor");
        if (settings.RetriesMax is { } retries)
            Between(retries, 0, 10_000, "maximumRetryAttempts");
        if (settings.RecordAgeMax is { } age)
            Between((int)age.TotalSeconds, 60, 604_800, "maximumRecordAgeInSeconds");
        if (settings.FailureDestination is { } arn && arn.Split(':') is not [_, _, "sqs", ..])
            throw RestErrors.Invalid($"The destination '{arn}' is not offered here: an SQS queue is wanted.");
    }

    private static void Between(int value, int min, int max, string name)
    {
        if (value < min || value > max)
            throw RestErrors.Invalid(
                $"1 validation error detected: Value '{value}' at '{name}' failed to satisfy constraint: "
                + $"Member must have value between {min} and {max}");
    }
}
