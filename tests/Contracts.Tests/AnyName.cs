using CsCheck;
using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Contracts.Events;

namespace WebhookSystem.Contracts.Tests;

/// <summary>Two things never have one name, whatever senders call theirs.</summary>
public sealed class AnyName
{
    private static readonly Gen<(string Source, string Key)> Key = Gen.Select(Texts.Source, Texts.Some);

    [Fact]
    public void A_collection_says_whose_it_is() => Key.Sample(key =>
        Assert.Equal(key, Topology.Table.SplitCollection(Topology.Table.CollectionOf(key.Source, key.Key))));

    [Fact]
    public void Two_keys_have_two_collections_and_two_groups() => Gen.Select(Key, Key).Sample((one, other) =>
    {
        if (one == other)
            return;
        Assert.NotEqual(
            Topology.Table.CollectionOf(one.Source, one.Key), Topology.Table.CollectionOf(other.Source, other.Key));
        Assert.NotEqual(FifoIds.GroupOf(one.Source, one.Key), FifoIds.GroupOf(other.Source, other.Key));
        Assert.NotEqual(
            Topology.Table.IdentityOf(one.Source, one.Key), Topology.Table.IdentityOf(other.Source, other.Key));
    });

    [Fact]
    public void No_sender_s_name_is_one_of_ours() => Key.Sample(key =>
    {
        var collection = Topology.Table.CollectionOf(key.Source, key.Key);

        Assert.NotEqual(Topology.Table.Operator, collection);
        Assert.False(collection.StartsWith(Topology.Table.Identity, StringComparison.Ordinal));
    });

    [Fact]
    public void Two_ordinals_of_a_key_are_told_apart_by_the_queue() => Gen.Select(Key, Gen.Long, Gen.Long).Sample(
        (key, one, other) => Assert.Equal(
            one == other,
            FifoIds.DeduplicationOf(key.Source, key.Key, one) == FifoIds.DeduplicationOf(key.Source, key.Key, other)));

    [Fact]
    public void Items_of_an_event_stand_under_names_of_their_own() => Gen.Select(Texts.Some, Texts.Some).Sample(
        (id, other) =>
        {
            string[] names =
            [
                Topology.Table.EventKey(id), Topology.Table.DuplicateKey(id), Topology.Table.DeadKey(id),
                Topology.Table.QuarantinedKey(id), Topology.Table.AttemptKey(id), Topology.Table.CommandKey(id),
                Topology.Table.ConflictKey(id, Digest.Of(other)), Topology.Table.Cursor, Topology.Table.SentMark,
            ];
            Assert.Distinct(names);
            Assert.Equal(id == other, Topology.Table.EventKey(id) == Topology.Table.EventKey(other));
        });

    [Fact]
    public void Chunks_of_the_log_lie_in_the_order_of_their_numbers() =>
        Gen.Select(Gen.Long[0, 999_999_999_999_999], Gen.Long[0, 999_999_999_999_999]).Sample((one, other) =>
            Assert.Equal(
                one.CompareTo(other),
                Math.Sign(string.CompareOrdinal(Topology.Table.LogKey(one), Topology.Table.LogKey(other)))));

    [Fact]
    public void A_body_has_one_object_a_day_and_no_other_body_has_it() =>
        Gen.Select(Texts.Source, Texts.Instant, Gen.Int[0, 86_399], Texts.Any, Texts.Any).Sample(
            (source, at, seconds, body, other) =>
            {
                var midnight = new DateTimeOffset(at.UtcDateTime.Date, TimeSpan.Zero);
                var key = ClaimTicket.KeyFor(source, midnight.AddSeconds(seconds), Digest.Of(body));

                Assert.Equal(key, ClaimTicket.KeyFor(source, at.ToOffset(TimeSpan.FromHours(9)), Digest.Of(body)));
                Assert.Equal(body == other, key == ClaimTicket.KeyFor(source, midnight, Digest.Of(other)));
                Assert.NotEqual(key, ClaimTicket.KeyFor(source, midnight.AddDays(1), Digest.Of(body)));
                Assert.Matches("^[a-z0-9/-]+$", key);
            });
}
