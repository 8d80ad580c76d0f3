using System.Collections.Concurrent;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Ingress.Enqueue;
using WebhookSystem.Ingress.Verify;

namespace WebhookSystem.Ingress.Tests.Room;

/// <summary>A queue in memory, which can be made to fail or to keep its senders waiting.</summary>
internal sealed class MemoryInbox : IInbox
{
    private readonly ConcurrentQueue<InboxMessage> _messages = new();

    public bool IsDown { get; set; }

    public Func<CancellationToken, Task> BeforeSend { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<InboxMessage> Messages => [.. _messages];

    public async Task SendAsync(string message, CancellationToken cancellationToken)
    {
        await BeforeSend(cancellationToken);
        if (IsDown)
            throw new HttpRequestException("The queue is down.");
        _messages.Enqueue(InboxMessage.Parse(message));
    }
}

internal sealed class MemoryPayloads : IPayloads
{
    public bool IsDown { get; set; }

    public ConcurrentDictionary<string, byte[]> Objects { get; } = new();

    public Task PutAsync(string bucket, string key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        if (IsDown)
            throw new HttpRequestException("The store is down.");
        Objects.TryAdd($"s3://{bucket}/{key}", body.ToArray());
        return Task.CompletedTask;
    }
}

internal sealed class MemorySecrets : ISecretStore
{
    private int _reads;

    public ConcurrentDictionary<string, SecretVersions> Versions { get; } = new();

    public bool IsDown { get; set; }

    public int Reads => Volatile.Read(ref _reads);

    /// <summary>What a reading waits for.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task<SecretVersions> FetchAsync(string source, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        await Gate.WaitAsync(cancellationToken);
        if (IsDown)
            throw new HttpRequestException("The store is down.");
        return Versions.GetValueOrDefault(source, SecretVersions.None);
    }
}
