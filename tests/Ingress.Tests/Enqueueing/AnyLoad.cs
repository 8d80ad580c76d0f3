using CsCheck;
using WebhookSystem.Contracts;
using WebhookSystem.Ingress.Enqueue;

namespace WebhookSystem.Ingress.Tests.Enqueueing;

/// <summary>However much comes at once, and whatever fails, each message has the answer that is its own.</summary>
public sealed class AnyLoad
{
    [Fact]
    public Task Each_is_sent_once_within_the_queues_limits_and_hears_of_itself() =>
        Gen.Int[0, 9].Array[1, 60].SampleAsync(async kinds =>
        {
            var sent = new List<IReadOnlyList<PendingSend>>();
            var groups = new GroupCommit(async (group, _) =>
            {
                lock (sent)
                    sent.Add(group);
                await Task.Yield();
                foreach (var message in group)
                    Answer(message);
            });
            var large = new string('x', 400_000);
            var texts = kinds.Select((kind, at) => $"{kind} {at}{(kind == 0 ? large : "")}").ToList();

            var answers = texts.Select(text => groups.AddAsync(new(text, []), default)).ToList();
            await Task.WhenAll(answers).ContinueWith(static all => all.Exception, TaskScheduler.Default);

            foreach (var (text, answer) in texts.Zip(answers))
            {
                if (IsRefused(text))
                    Assert.Equal(text, (await Assert.ThrowsAsync<InvalidOperationException>(() => answer)).Message);
                else
                    Assert.Equal(text, await answer);
            }

            Assert.Equal(texts.Order(), sent.SelectMany(group => group).Select(message => message.Text).Order());
            Assert.All(sent, group => Assert.InRange(group.Count, 1, Topology.Limits.QueueBatchMax));
            Assert.All(sent, group => Assert.True(
                group.Count == 1 || group.Sum(message => message.Bytes) <= Topology.Limits.QueueMessageBytesMax));
        });

    private static bool IsRefused(string text) => text.StartsWith('1');

    private static void Answer(PendingSend message)
    {
        if (IsRefused(message.Text))
            message.Fail(new InvalidOperationException(message.Text));
        else
            message.Succeed(message.Text);
    }
}
