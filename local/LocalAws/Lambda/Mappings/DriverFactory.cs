using Amazon.DynamoDBStreams;
using Amazon.SQS.Model;
using WebhookSystem.LocalAws.Lambda.Api;
using WebhookSystem.LocalAws.Lambda.Functions;
using WebhookSystem.LocalAws.Lambda.Pipes.Templates;
using WebhookSystem.LocalAws.Lambda.Queues;
using WebhookSystem.LocalAws.Lambda.Streams;
using WebhookSystem.LocalAws.Lambda.Targets;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Lambda.Mappings;

/// <summary>Starts what drives a source, by the source's kind.</summary>
internal sealed class DriverFactory(
    FunctionCatalog functions, SourceClients clients, Doorbell doorbell, TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<RunningDriver> logger)
{
    /// <param name="readerArn">Of the mapping's function, or of the pipe: who gave up, where something is.</param>
    public RunningDriver Start(SourceSettings settings, StreamProgress progress, string readerArn) =>
        new(() => Make(settings, progress, readerArn), time, logger, lifetime);

    /// <exception cref="AwsException">There is no such source.</exception>
    public async Task EnsureSourceAsync(SourceSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            if (settings is QueueSettings)
                await QueueAddress.FindAsync(clients.Queues, settings.SourceArn, cancellationToken);
            else
                await clients.Streams.DescribeStreamAsync(settings.SourceArn, cancellationToken);
        }
        catch (QueueDoesNotExistException)
        {
            throw RestErrors.Invalid("Error occurred while ReceiveMessage. SQS Error Code: "
                + "AWS.SimpleQueueService.NonExistentQueue. SQS Error Message: The specified queue does not exist.");
        }
        catch (AmazonDynamoDBStreamsException error) when (error.ErrorCode == "ResourceNotFoundException")
        {
            throw RestErrors.Invalid($"Stream not found: {settings.SourceArn}");
        }
    }

    private ISourceDriver Make(SourceSettings settings, StreamProgress progress, string readerArn) => settings switch
    {
        QueueSettings queue => new QueueDriver(
            queue, functions.GetOrAdd(queue.Function), clients.Queues, time, logger, lifetime.ApplicationStopping),
        StreamSettings stream => Make(stream, progress, readerArn),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private StreamDriver Make(StreamSettings settings, StreamProgress progress, string readerArn)
    {
        var destination = new FailureDestination(settings, readerArn, clients.Queues, time, logger);
        var runner = new BatchRunner(
            settings, TargetOf(settings, readerArn), destination, time, logger, lifetime.ApplicationStopping);
        var source = new StreamSource(clients.Streams, clients.AreOwn ? doorbell : null);
        return new(settings, progress, source, runner, time, logger);
    }

    private IBatchTarget TargetOf(StreamSettings settings, string readerArn)
    {
        if (settings.Delivery is not { } delivery)
            return new FunctionTarget(settings, functions.GetOrAdd(settings.Function), null);
        var variables = new PipeVariables(readerArn, settings.SourceArn, delivery.TargetArn);
        var input = new PipeInput(delivery, variables, time);
        return delivery.IsToQueue ? new QueueTarget(input, clients.Queues, logger)
            : new FunctionTarget(settings, functions.GetOrAdd(settings.Function), input);
    }
}
