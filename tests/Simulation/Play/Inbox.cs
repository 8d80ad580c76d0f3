using Amazon.Lambda.SQSEvents;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Processor.Receive;

namespace WebhookSystem.Simulation.Play;

/// <summary>
/// The inbox: providers send into it, some events several times and some with another body; it gives its messages in
/// any order, and again until they are acknowledged.
/// </summary>
internal sealed class Inbox(Outside outside, Workers workers)
{
    private static readonly TimeSpan Visibility = TimeSpan.FromSeconds(60);

    private readonly List<Delivery> _deliveries = [];

    public bool IsEmpty => _deliveries.Count == 0;

    /// <summary>What was acknowledged to providers.</summary>
    public List<InboxMessage> Accepted { get; } = [];

    public void Take(InboxMessage message)
    {
        Accepted.Add(message);
        _deliveries.Add(new(message.ToText(), $"m{Accepted.Count}") { VisibleAt = outside.Time.Now });
    }

    public void Work()
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
