using System.Text;
using CsCheck;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Processor.Receive;

namespace WebhookSystem.Processor.Tests.Laws;

/// <summary>An event is taken once, whoever brings it, how often, with which body, and beside whom.</summary>
public sealed class AnyDeliveries(Inbox inbox) : IClassFixture<Inbox>
{
    private const int Iterations = 100;

    /// <summary>Few of each, so that they meet.</summary>
    private static readonly Gen<(string Id, string Body)> OneDelivery =
        Gen.Select(Gen.OneOf("d1", "d2", "d3", "d4"), Gen.Frequency((3, Gen.Const("{}")), (1, Gen.Const("[]"))));

    [Fact]
    public Task One_after_another_they_come_to_what_is_written_down() => OneDelivery.Array[1, 8].SampleAsync(
        async deliveries =>
        {
            var key = NewKey();
            var state = KnownState.Nothing;
            foreach (var (id, body) in deliveries)
            {
                var message = Message(key, id, body);
                (state, var expected) = state.Take(new(id, message.Digest));
                Assert.Equal(expected, await inbox.ProcessAsync(message));
            }

            Assert.Equal(state, await StateAsync(key));
        },
        iter: Iterations);

    [Fact]
    public Task Side_by_side_they_come_to_what_they_could_have_come_to_one_after_another() =>
        Gen.Select(OneDelivery.Array[1, 3].Array[3], Gen.Bool).SampleAsync(
            async (senders, isUnique) =>
            {
                var key = NewKey();
                var history = new History();

                await Task.WhenAll(senders.Select(async deliveries =>
                {
                    foreach (var (id, body) in deliveries)
                    {
                        var message = Message(key, id, body) with { IsUniqueInSource = isUnique };
                        await history.AddAsync(new(id, message.Digest), () => inbox.UntilDecidedAsync(message));
                    }
                }));

                Assert.True(history.IsLinearizable(await StateAsync(key)), history.ToString());
            },
            iter: Iterations);

    [Fact]
    public Task In_batches_they_come_to_what_they_could_have_come_to_one_after_another() =>
        OneDelivery.Array[1, 5].Array[1, 3].SampleAsync(
            async batches =>
            {
                var key = NewKey();
                foreach (var batch in batches)
                {
                    var texts = batch.Select(one => Text(Message(key, one.Id, one.Body)));
                    Assert.Empty(await inbox.InvokeAsync([.. texts]));
                }

                var end = await StateAsync(key);
                var all = batches.SelectMany(batch => batch)
                    .Select(one => new Delivery(one.Id, Digest.Of(one.Body))).ToHashSet();
                var stored = Assert.NotNull(end.Stored);
                Assert.Contains(stored, batches[0].Select(one => new Delivery(one.Id, Digest.Of(one.Body))));
                var others = all.Where(one => one.Id != stored.Id).ToLookup(one => one.Digest == stored.Digest);
                Assert.Equal(
                    new(
                        stored, [.. others[true].Select(one => one.Id)], [.. others[false].Select(one => one.Digest)]),
                    end);
            },
            iter: Iterations);

    [Fact]
    public void A_history_that_nobody_could_have_made_is_told()
    {
        var (first, second) = (new Delivery("d1", "x"), new Delivery("d2", "x"));
        var end = KnownState.Nothing.Take(first).After.Take(second).After;

        Assert.True(HistoryOf((first, Outcome.Stored), (second, Outcome.Duplicate)).IsLinearizable(end));
        Assert.False(HistoryOf((second, Outcome.Duplicate), (first, Outcome.Stored)).IsLinearizable(end));
        Assert.False(HistoryOf((first, Outcome.Stored), (second, Outcome.Stored)).IsLinearizable(end));
        Assert.False(HistoryOf((first, Outcome.Stored), (second, Outcome.Duplicate)).IsLinearizable(
            KnownState.Nothing.Take(first).After));

        // Each ends before the next begins.
        static History HistoryOf(params (Delivery Delivery, Outcome Outcome)[] all)
        {
            var history = new History();
            foreach (var (delivery, outcome) in all)
                Assert.True(history.AddAsync(delivery, () => Task.FromResult(outcome)).IsCompletedSuccessfully);
            return history;
        }
    }

    private static string NewKey() => Guid.NewGuid().ToString();

    private InboxMessage Message(string key, string delivery, string body) =>
        inbox.Message(id: key, delivery, body) with { Key = key };

    private static string Text(InboxMessage message) => Encoding.UTF8.GetString(message.ToUtf8());

    private async Task<KnownState> StateAsync(string key) =>
        KnownState.Of(await inbox.ItemsAsync(key), eventId: key);
}
