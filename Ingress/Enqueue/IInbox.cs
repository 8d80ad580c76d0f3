namespace WebhookSystem.Ingress.Enqueue;

/// <summary>The queue that accepted events go to.</summary>
internal interface IInbox
{
    /// <summary>Returns once the message is durably stored; after an <c>IsAwsOutage</c> it may be or not.</summary>
    Task SendAsync(string message, CancellationToken cancellationToken);
}

/// <summary>The store of bodies too large for the queue.</summary>
internal interface IPayloads
{
    /// <summary>Returns once the object is durably stored, be it by this call or by an earlier one.</summary>
    Task PutAsync(string bucket, string key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
