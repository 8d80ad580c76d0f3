using WebhookSystem.Ingress.Enqueue;

namespace WebhookSystem.Simulation.Inner;

/// <summary>The outside as one request to Ingress reaches it.</summary>
/// <param name="arrive">What the queue does with a message that it takes.</param>
internal sealed class DoorPorts(Outside outside, InvocationPorts calls, Action<string> arrive) : IInbox, IPayloads
{
    public const string Bucket = "bodies";

    public Task SendAsync(string message, CancellationToken cancellationToken) => calls.CallAsync(() =>
    {
        arrive(message);
        return true;
    });

    public Task PutAsync(
        string bucket, string key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        calls.CallAsync(() => outside.Objects[key] = body);
}
