using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Lambda.Functions;
using WebhookSystem.LocalAws.Lambda.Mappings;

namespace WebhookSystem.LocalAws.Lambda.Queues;

/// <summary>
/// Feeds a function from a queue. Nothing is received while no runtime is free for it, so that no message waits here
/// with its visibility running out.
/// </summary>
internal sealed partial class QueueDriver(
    QueueSettings settings, Function function, IAmazonSQS sqs, TimeProvider time, ILogger logger,
    CancellationToken shutdown)
    : ISourceDriver
{
    private readonly QueueBatch _batch = new(settings, function, sqs, logger);
    private readonly HashSet<Task> _working = [];

    public async Task RunAsync(CancellationToken stop)
    {
        var backOff = new BackOff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
        var pause = TimeSpan.Zero;
        QueueReader? reader = null;
        string? url = null;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, time, stop);
                await TurnAsync(stop);
                url ??= await QueueAddress.FindAsync(sqs, settings.SourceArn, stop);
                reader ??= new(sqs, url, settings.BatchSize, settings.Window, time);
                Begin(url, await reader.ReceiveAsync(stop));
                backOff.Reset();
                pause = TimeSpan.Zero;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                break;
            }
            catch (Exception error) when (error is AmazonClientException or HttpRequestException)
            {
                Log.CannotRead(logger, error, settings.SourceArn);
                pause = backOff.Next();
            }
        }

        await Task.WhenAll(_working);
    }

    /// <summary>Ends when a runtime is free for a batch of this queue.</summary>
    private async Task TurnAsync(CancellationToken stop)
    {
        while (true)
        {
            var change = function.Change;
            _working.RemoveWhere(static task => task.IsCompleted);
            if (_working.Count < Math.Min(function.Runtimes, settings.ConcurrencyMax ?? int.MaxValue))
                return;
            await Task.WhenAny([change, .. _working]).WaitAsync(stop);
        }
    }

    private void Begin(string url, List<Message> messages)
    {
        if (messages.Count > 0)
            _working.Add(Task.Run(() => _batch.ProcessAsync(url, messages, shutdown), CancellationToken.None));
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "source.unreadable", Message = "Cannot read {Source}")]
        public static partial void CannotRead(ILogger logger, Exception error, string source);
    }
}
