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
    /// <summary>
    /// So long a batch may take before the next begins beside it where nobody waits for more. AWS begins five at once;
    /// on one machine messages that were sent one after the other would change places for nothing.
    /// </summary>
    private static readonly TimeSpan AloneMax = TimeSpan.FromMilliseconds(250);

    private readonly QueueBatch _batch = new(settings, function, sqs, logger);
    private readonly HashSet<Task> _working = [];

    /// <summary>The last batch was full, so that more messages wait.</summary>
    private bool _isBehind;

    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            await ReadAsync(stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nothing more is received. What is at work is brought to its end.
        }
        finally
        {
            await Task.WhenAny(Task.WhenAll(_working));
        }
    }

    private async Task ReadAsync(CancellationToken stop)
    {
        var backOff = new BackOff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
        QueueReader? reader = null;
        while (true)
        {
            await TurnAsync(stop);
            try
            {
                reader ??= new(sqs, await QueueAddress.FindAsync(sqs, settings.SourceArn, stop), settings, time);
                if (!_isBehind)
                    await AloneAsync(stop);
                var messages = await reader.ReceiveAsync(stop);
                _isBehind = messages.Count >= settings.BatchSize;
                Begin(reader.QueueUrl, messages);
                backOff.Reset();
            }
            catch (Exception error) when (error is AmazonClientException or HttpRequestException)
            {
                Log.CannotRead(logger, error, settings.SourceArn);
                await Task.Delay(backOff.Next(), time, stop);
            }
        }
    }

    /// <summary>Ends when a runtime is free for a batch of this queue.</summary>
    private async Task TurnAsync(CancellationToken stop)
    {
        while (true)
        {
            var change = function.Change;
            foreach (var done in _working.Where(static task => task.IsCompleted).ToList())
            {
                _working.Remove(done);
                await done;
            }

            if (_working.Count < Math.Min(function.Runtimes, settings.ConcurrencyMax ?? int.MaxValue))
                return;
            await Task.WhenAny([change, .. _working]).WaitAsync(stop);
        }
    }

    /// <summary>Ends when nothing is at work any more, or has been for long.</summary>
    private async Task AloneAsync(CancellationToken stop)
    {
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny(Task.WhenAll(_working), Task.Delay(AloneMax, time, impatient.Token));
        await impatient.CancelAsync();
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
