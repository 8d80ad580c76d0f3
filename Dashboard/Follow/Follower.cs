using Amazon.DynamoDBStreams.Model;
using Amazon.DynamoDBv2;
using WebhookSystem.Contracts;
using WebhookSystem.ServiceDefaults.Aws;
using ResourceNotFoundException = Amazon.DynamoDBv2.Model.ResourceNotFoundException;
using StreamNotFoundException = Amazon.DynamoDBStreams.Model.ResourceNotFoundException;

namespace WebhookSystem.Dashboard.Follow;

/// <summary>
/// Keeps the read model up with the table, as the second reader of its stream. Whatever happens to table, stream or
/// network, it begins again from what was committed.
/// </summary>
internal sealed partial class Follower(
    IAmazonDynamoDB table, TableStream stream, TableScan scan, Checkpoints checkpoints, Rebuilds rebuilds,
    FollowState state, TimeProvider time, ILogger<Follower> logger) : BackgroundService
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var asked = rebuilds.Asked;
            using var reading = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, asked);
            try
            {
                await FollowAsync(reading.Token);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (OperationCanceledException) when (asked.IsCancellationRequested)
            {
                Log.Rebuilding(logger);
                checkpoints.Rebuild();
                continue;
            }
            catch (TrimmedDataAccessException)
            {
                Log.Trimmed(logger);
                checkpoints.Rebuild();
            }
            catch (Exception error) when (error is ResourceNotFoundException or StreamNotFoundException)
            {
                state.Report(Progress.Connecting, "The table or its stream is not there yet.");
            }
            catch (Exception error) when (error.IsAwsOutage)
            {
                state.Report(Progress.Failing, error.Message);
                Log.Failed(logger, error.Message);
            }

            await Task.Delay(RetryPause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var description = await table.DescribeTableAsync(Topology.Table.Name, cancellationToken);
        if (description.Table.LatestStreamArn is not { Length: > 0 } arn)
        {
            state.Report(Progress.Connecting, $"The table '{Topology.Table.Name}' has no stream.");
            return;
        }

        checkpoints.Begin(arn);
        if (!checkpoints.IsScanned(arn))
        {
            state.Report(Progress.Scanning, "Reading the table.");
            await scan.RunAsync(cancellationToken);
            checkpoints.Scanned();
        }

        await stream.FollowAsync(arn, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "readmodel.rebuilding", Level = LogLevel.Information,
            Message = "Reading the table anew, as an operator asked.")]
        public static partial void Rebuilding(ILogger logger);

        [LoggerMessage(EventName = "stream.trimmed", Level = LogLevel.Warning,
            Message = "Records were trimmed before they were read; reading the table again.")]
        public static partial void Trimmed(ILogger logger);

        [LoggerMessage(
            EventName = "stream.failed", Level = LogLevel.Warning, Message = "Cannot follow the table: {Reason}")]
        public static partial void Failed(ILogger logger, string reason);
    }
}
