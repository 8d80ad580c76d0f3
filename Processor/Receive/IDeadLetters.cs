using Amazon.Lambda.SQSEvents;

namespace WebhookSystem.Processor.Receive;

/// <summary>Where what nobody will ever be able to read goes, for an operator to see.</summary>
internal interface IDeadLetters
{
    Task<Outcome> MoveAsync(SQSEvent.SQSMessage message, string reason, CancellationToken cancellationToken);
}
