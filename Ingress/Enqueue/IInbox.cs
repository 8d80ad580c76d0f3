namespace WebhookSystem.Ingress.Enqueue;

/// <summary>The queue that accepted events go to.</summary>
internal interface IInbox
{
    /// <summary>Returns once the message is durably stored. Whatever <c>IsAwsOutage</c> means: it may or may not be.</summary>
    Task SendAsync(string message, CancellationToken cancellationToken);
}

/// <summary>The store of bodies too large for the queue.</summary>
internal interface IPayloads
{
    /// <summary>Returns once the object is durably stored, be it by this call or an earlier one of the same body.</summary>
    Task PutAsync(string bucket, string key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken);
}
