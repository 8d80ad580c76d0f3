using WebhookSystem.LocalAws.Sqs.Messages;

namespace WebhookSystem.LocalAws.Sqs.Deliveries;

/// <summary>A message as one receive hands it out: what may change later is noted as it was.</summary>
internal sealed record Delivery(Message Message, ReceiptHandle Handle, int Receives, DateTimeOffset FirstReceivedAt);

/// <summary>What a receive asks for.</summary>
internal sealed record Demand(int Max, TimeSpan? Visibility, TimeSpan? Wait);

/// <summary>What a sender hears: of a duplicate, the message that it is a duplicate of.</summary>
internal sealed record Receipt(Guid MessageId, string? SequenceNumber);
