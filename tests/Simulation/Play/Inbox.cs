using System.Runtime.CompilerServices;
using Amazon.Lambda.SQSEvents;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Ingress.Extract;
using WebhookSystem.Processor.Receive;

namespace WebhookSystem.Simulation.Play;

/// <summary>
/// The way in: providers send, some events several times and some with another body, and again until Ingress says that
/// it has them; the queue gives its messages to the Processor in any order, and again until they are acknowledged.
/// </summary>
internal sealed class Inbox(Outside outside, Workers workers)
{
    private static readonly TimeSpan Visibility = TimeSpan.FromSeconds(60);

    private readonly List<Request> _requests = [];
    private readonly List<Delivery> _deliveries = [];
    private int _messages;

    public bool IsEmpty => _deliveries.Count == 0 && _requests.Count == 0;

    /// <summary>What was acknowledged to providers.</summary>
    public List<InboxMessage> Accepted { get; } = [];

    public void Send(Request request) => _requests.Add(request);

    public void Work()
    {
        if (_requests.Count > 0 && outside.Random.Next(2) == 0)
            Receive();
        else
            Process();
    }

    private void Receive()
    {
        var at = outside.Random.Next(_requests.Count);
        var request = _requests[at];
        _requests.RemoveAt(at);
        workers.Begin(room => EnqueueAsync(room, request), Answer, SendAgain, []);

        void Answer(bool isAccepted)
        {
            if (isAccepted)
                Accepted.Add(request.Message);
            else
                SendAgain();
        }

        // Ingress gives each request an id of its own.
        void SendAgain() => _requests.Add(
            request with { Message = request.Message with { DeliveryId = $"{request.Message.DeliveryId}+" } });
    }

    private async Task<bool> EnqueueAsync(Room room, Request request)
    {
        try
        {
            await room.Door(Arrive).EnqueueAsync(Admit(request.Message, request.Body));
            return true;
        }
        catch (IOException)
        {
            // The provider hears 503, though the queue may have it.
            return false;
        }
    }

    /// <summary>Takes the verdict's place, which nothing but a verdict can in the product.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern AdmittedEvent Admit(InboxMessage message, ReadOnlyMemory<byte> body);

    private void Arrive(string message) =>
        _deliveries.Add(new(message, $"m{++_messages}") { VisibleAt = outside.Time.Now });

    private void Process()
    {
        var random = outside.Random;
        var visible = _deliveries.Where(delivery => delivery.VisibleAt <= outside.Time.Now).ToList();
        if (visible.Count == 0)
            return;
        var batch = visible.OrderBy(_ => random.Next()).Take(random.Next(1, 6)).ToList();
        foreach (var delivery in batch)
            delivery.VisibleAt = outside.Time.Now + Visibility;
        workers.Begin(room => Task.WhenAll(batch.Select(delivery => TryAsync(room, delivery))), Answer, () => { }, []);

        void Answer(bool[] done)
        {
            foreach (var (delivery, isDone) in batch.Zip(done))
            {
                // A standard queue may bring even what was acknowledged.
                if (isDone && random.Next(50) != 0)
                    _deliveries.Remove(delivery);
            }
        }
    }

    private static async Task<bool> TryAsync(Room room, Delivery delivery)
    {
        var message = new SQSEvent.SQSMessage { MessageId = delivery.MessageId, Body = delivery.Text, Attributes = [] };
        return await room.Inbox.RunAsync(message, CancellationToken.None) != Outcome.Failed;
    }

    private sealed class Delivery(string text, string messageId)
    {
        public string Text { get; } = text;

        public string MessageId { get; } = messageId;

        public DateTimeOffset VisibleAt { get; set; }
    }
}
