using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.LocalAws.Faults;
using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Sqs.Deliveries;
using WebhookSystem.LocalAws.Sqs.Messages;
using WebhookSystem.LocalAws.Sqs.Queues;

namespace WebhookSystem.LocalAws.Tests.Sqs;

/// <summary>
/// Random schedules against a model that says exactly what a receive may hand out. A failure names the seed that
/// replays it.
/// </summary>
public sealed class Laws
{
    private const int Schedules = 300;
    private const int Steps = 150;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_receive_hands_out_what_is_visible_and_of_a_group_only_what_stands_before_the_hidden(bool fifo)
    {
        for (var seed = 0; seed < Schedules; seed++)
            await new Schedule(seed, fifo).RunAsync();
    }

    // A message of the model; a standard queue's are each a group of their own.
    private sealed class Entry(Guid id, string group)
    {
        public Guid Id => id;

        public string Group => group;

        public DateTimeOffset HiddenUntil { get; set; }

        public ReceiptHandle? Handle { get; set; }
    }

    private sealed class Schedule(int seed, bool fifo)
    {
        private readonly Random _random = new(seed);
        private readonly FakeTimeProvider _time = new();
        private readonly List<Entry> _entries = [];

        private DateTimeOffset Now => _time.GetUtcNow();

        private IEnumerable<Entry> Held => _entries.Where(entry => entry.Handle is not null && entry.HiddenUntil > Now);

        public async Task RunAsync()
        {
            using var journal = new Journal(NullLogger<Journal>.Instance);
            using var catalog = new QueueCatalog(_time, journal, FaultPlan.Off);
            var attributes = fifo ? ImmutableDictionary<string, string>.Empty.Add("FifoQueue", "true") : [];
            var queue = catalog.Create(fifo ? "q.fifo" : "q", attributes, ImmutableDictionary<string, string>.Empty);
            for (var step = 0; step < Steps; step++)
                await StepAsync(queue, step);

            while (_entries.Count > 0)
            {
                _time.Advance(TimeSpan.FromSeconds(10));
                await ReceiveAsync(queue, 10, TimeSpan.FromSeconds(5));
                foreach (var entry in Held.ToList())
                    Delete(queue, entry);
            }
        }

        private async Task StepAsync(Queue queue, int step)
        {
            switch (_random.Next(5))
            {
                case 0:
                    Send(queue, step);
                    break;
                case 1:
                    await ReceiveAsync(queue, _random.Next(1, 5), TimeSpan.FromSeconds(_random.Next(6)));
                    break;
                case 2 when Held.Any():
                    Delete(queue, Any(Held));
                    break;
                case 3 when Held.Any():
                    ChangeVisibility(queue, Any(Held), TimeSpan.FromSeconds(_random.Next(4)));
                    break;
                default:
                    _time.Advance(TimeSpan.FromSeconds(_random.Next(3)));
                    break;
            }
        }

        private void Send(Queue queue, int step)
        {
            var group = $"g{_random.Next(3)}";
            var receipt = queue.Send(new([1], [], null, group, $"{step}"), null);
            _entries.Add(new(receipt.MessageId, fifo ? group : $"{step}"));
        }

        private async Task ReceiveAsync(Queue queue, int max, TimeSpan visibility)
        {
            var allowed = _entries.GroupBy(static entry => entry.Group)
                .SelectMany(group => group.TakeWhile(entry => entry.HiddenUntil <= Now)).ToList();

            var received = await queue.ReceiveAsync(new(max, visibility, TimeSpan.Zero), CancellationToken.None);

            Assert.True(received.Count == Math.Min(max, allowed.Count), $"seed={seed}: {received.Count} were received");
            foreach (var group in received.Select(Find).GroupBy(static entry => entry.Group))
            {
                var expected = allowed.Where(entry => entry.Group == group.Key).Take(group.Count());
                Assert.True(expected.SequenceEqual(group), $"seed={seed}: {group.Key} is out of order");
            }

            foreach (var delivery in received)
                (Find(delivery).Handle, Find(delivery).HiddenUntil) = (delivery.Handle, Now + visibility);
        }

        private void Delete(Queue queue, Entry entry)
        {
            queue.Delete(entry.Handle!.ToString());
            _entries.Remove(entry);
        }

        private void ChangeVisibility(Queue queue, Entry entry, TimeSpan timeout)
        {
            queue.ChangeVisibility(entry.Handle!.ToString(), timeout);
            entry.HiddenUntil = Now + timeout;
        }

        private Entry Find(Delivery delivery) => _entries.SingleOrDefault(entry => entry.Id == delivery.Message.Id)
            ?? throw new InvalidOperationException($"seed={seed}: what was deleted is received");

        private Entry Any(IEnumerable<Entry> entries) => entries.ElementAt(_random.Next(entries.Count()));
    }
}
