using CsCheck;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Contracts.Tests;

/// <summary>Whatever is written into the table is read from it, and what is damaged there says so.</summary>
public sealed class AnyItem
{
    private static readonly Gen<StoredEvent> Stored =
        from message in AnyMessage.Message
        from size in Gen.Int[0, 2_000_000]
        from packed in Gen.Byte.Array[0, 20]
        from isTicket in Gen.Bool
        from trace in Texts.Perhaps
        from now in Texts.Instant
        let key = ClaimTicket.KeyFor(message.Source, now, message.Digest)
        let ticket = new ClaimTicket("bucket", key, size, message.Digest)
        select StoredEvent.From(message, size, isTicket ? null : packed, isTicket ? ticket : null, now) with
        {
            TraceParent = trace,
        };

    private static readonly Gen<(string Source, string Key, string Id, string Type, string Reason, DateTimeOffset At)>
        Known = Gen.Select(Texts.Source, Texts.Some, Texts.Some, Texts.Some, Texts.Some, Texts.Instant);

    [Fact]
    public void An_event_comes_back() => Stored.Sample(stored =>
    {
        var read = StoredEvent.Read(stored.ToItem());

        // Its retention is kept in whole seconds, as DynamoDB wants it; memory is equal by what is in it.
        Assert.Equivalent(
            stored with { ExpiresAt = read.ExpiresAt, PackedBody = null }, read with { PackedBody = null });
        Assert.Equal(stored.PackedBody?.ToArray(), read.PackedBody?.ToArray());
        Assert.InRange(stored.ExpiresAt - read.ExpiresAt, TimeSpan.Zero, TimeSpan.FromSeconds(1));
    });

    [Fact]
    public void A_conflict_comes_back_from_beside_its_event() => Stored.Sample(stored =>
    {
        var item = stored.ToItem(Topology.Table.ConflictKey(stored.EventId, stored.Digest));

        Assert.Equal(stored.ToItem().PartitionKey, item.PartitionKey);
        Assert.Equal((stored.EventId, stored.Digest), (StoredEvent.Read(item).EventId, StoredEvent.Read(item).Digest));
    });

    [Fact]
    public void What_is_damaged_says_where_and_nothing_worse() =>
        Gen.Select(Stored, Gen.Int[0, 100], Gen.Int[0, 3]).Sample((stored, which, damage) =>
        {
            var item = stored.ToItem();
            var name = item.Keys.Order(StringComparer.Ordinal).ElementAt(which % item.Count);
            if (damage == 0)
                item.Remove(name);
            else
                item[name] = damage switch
                {
                    1 => ItemValue.OfText("{"),
                    2 => ItemValue.OfNumber(-1),
                    _ => ItemValue.OfBytes(new byte[] { 1 }),
                };

            var error = Record.Exception(() => StoredEvent.Read(item));

            if (error is not null)
                Assert.Contains("Attribute '", Assert.IsType<ItemException>(error).Message, StringComparison.Ordinal);
        });

    [Fact]
    public void What_is_dead_or_put_aside_comes_back() => Known.Sample(known =>
    {
        var dead = new DeadEvent(known.Source, known.Key, known.Id, known.Type, "room", known.Reason, known.At);
        var aside = new QuarantinedEvent(known.Source, known.Key, known.Id, known.Type, known.Reason, known.At);

        Assert.Equal(dead, DeadEvent.Read(dead.ToItem()));
        Assert.Equal(aside, QuarantinedEvent.Read(aside.ToItem()));
        Assert.Equal(dead.ToItem().PartitionKey, aside.ToItem().PartitionKey);
        Assert.NotEqual(dead.ToItem().SortKey, aside.ToItem().SortKey);
    });

    [Fact]
    public void What_operators_did_comes_back() =>
        Gen.Select(Known, Texts.Perhaps, Texts.Perhaps, Texts.Instant, Gen.Bool).Sample(
            (known, key, route, done, isDry) =>
            {
                var record = new CommandRecord(
                    known.Id, known.Type, known.Source, key, known.Key, route, known.Reason, known.At, done, isDry,
                    known.Reason);

                Assert.Equal(record, CommandRecord.Read(record.ToItem()));
            });

    [Fact]
    public void A_chunk_of_the_log_comes_back() =>
        Gen.Select(Gen.Long[0, 1_000_000_000], Gen.Long, Texts.Some.Array[1, 16]).Sample((number, earlier, ids) =>
        {
            var chunk = new LogChunk(number, earlier, [.. ids.Select((id, at) => new ReleasedEntry(
                (number * 16) + at, id, at, (ReleaseMarks)(at % 16)))]);

            var read = LogChunk.Read(chunk.ToItem("source", "key", DateTimeOffset.UnixEpoch));

            Assert.Equal((chunk.Number, chunk.EarlierArrival), (read.Number, read.EarlierArrival));
            Assert.Equal(chunk.Entries, read.Entries);
        });

    [Fact]
    public void A_cursor_comes_back_and_stands_in_the_index_while_it_holds_something() =>
        Gen.Select(Texts.Position, Texts.Some.Array[0, 5], Texts.Instant).Sample((position, ids, now) =>
        {
            var cursor = new KeyCursor
            {
                Version = ids.Length, Frontier = position, Epoch = position,
                Held = [.. ids.Select((id, at) => new HeldEntry(at, 0, at, id, at))],
            };
            var item = CursorItem.Of("source", "key", cursor, now);

            Assert.Equal(cursor.ToJson(), CursorItem.Read(item).ToJson());
            Assert.Equal(ids.Length > 0, item.ContainsKey(Topology.Table.UnsettledAttribute));
        });

    [Fact]
    public void A_packed_body_that_is_damaged_is_another_of_its_size_or_refused() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Int[0, 10_000], Gen.Byte[1, 255]).Sample((body, at, flip) =>
        {
            var packed = StoredBody.Pack(body).ToArray();
            packed[at % packed.Length] ^= flip;
            try
            {
                Assert.Equal(body.Length, StoredBody.Unpack(packed, body.Length).Length);
            }
            catch (InvalidDataException)
            {
                // Its digest would have told all the same.
            }
        });
}
