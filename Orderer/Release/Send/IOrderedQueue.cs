namespace WebhookSystem.Orderer.Release.Send;

/// <summary>The FIFO queues that consumers read, one for each route.</summary>
internal interface IOrderedQueue
{
    /// <summary>Sends messages of different groups in one request.</summary>
    /// <returns>For each message, in order: whether the queue has it. False may also mean that its answer was
    /// lost.</returns>
    Task<IReadOnlyList<bool>> SendAsync(
        string queue, IReadOnlyList<OrderedMessage> messages, CancellationToken cancellationToken);
}

/// <summary>A release as a message: a CloudEvent under its group's and its own id.</summary>
/// <param name="TraceParent">Context of the release's span, for the consumer to go on from.</param>
internal sealed record OrderedMessage(
    string GroupId, string DeduplicationId, ReadOnlyMemory<byte> Body, string? TraceParent);
