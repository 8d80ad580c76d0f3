using Amazon.Lambda.Core;
using Amazon.Lambda.SQSEvents;
using WebhookSystem.Processor.Store;

namespace WebhookSystem.Processor.Receive;

/// <summary>One invocation: the batch's messages side by side, and which of them must be brought again.</summary>
internal sealed class ProcessorFunction(InboxStage stage, IEventTable table, ILambdaSerializer serializer)
{
    public async Task<Stream> HandleAsync(Stream input, CancellationToken cancellationToken)
    {
        var messages = serializer.Deserialize<SQSEvent>(input).Records;
        table.Announce(messages.Count);
        var outcomes = await Task.WhenAll(messages.Select(message => stage.RunAsync(message, cancellationToken)));

        var failures = messages.Where((_, at) => IsHandedBack(outcomes[at]))
            .Select(message => new SQSBatchResponse.BatchItemFailure { ItemIdentifier = message.MessageId });
        var output = new MemoryStream();
        serializer.Serialize(new SQSBatchResponse([.. failures]), output);
        output.Position = 0;
        return output;
    }

    /// <summary>The one place that decides between acknowledging a message and having it again.</summary>
    private static bool IsHandedBack(Outcome outcome) => outcome switch
    {
        Outcome.Stored or Outcome.Duplicate or Outcome.Conflict or Outcome.Repeated or Outcome.Unreadable => false,

        // Dead: it is the queue's redrive that moves it, body and all, to where an operator can send it back.
        Outcome.Failed or Outcome.Dead => true,
    };
}
