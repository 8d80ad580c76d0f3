using System.Text;
using CsCheck;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Contracts.Tests;

/// <summary>An event's item gives back what was stored, and refuses what is no event.</summary>
public sealed class StoredEvents
{
    private static readonly DateTimeOffset Now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    private static readonly InboxMessage Message = new()
    {
        DeliveryId = "d1",
        Source = "standard",
        EventId = "e1",
        EventType = "order.paid",
        Key = "order#7",
        Position = (Int128)long.MaxValue + 1,
        ReceivedAt = Now,
        ContentType = "application/json",
        Headers = new Dictionary<string, string> { ["webhook-id"] = "e1" },
        Digest = Digest.Of("{}"u8),
        Configuration = "c1",
    };

    [Fact]
    public void An_item_gives_back_its_event()
    {
        var stored = StoredEvent.From(Message, 2, StoredBody.Pack("{}"u8), null, Now) with
        {
            TraceParent = "00-1-2-01",
        };

        var read = StoredEvent.Read(stored.ToItem());

        Assert.Equivalent(stored, read, strict: true);
        Assert.Equal(Message.Position, read.Position);
        Assert.Equal("{}", Encoding.UTF8.GetString(read.ToOrdered(1, default).Body.Span));
    }

    [Fact]
    public void A_ticket_stands_for_the_body()
    {
        var ticket = new ClaimTicket("bucket", "standard/2026-03-04/abc", 3_000_000, Message.Digest);

        var read = StoredEvent.Read(StoredEvent.From(Message, ticket.Size, null, ticket, Now).ToItem());

        Assert.Equal(ticket, read.Ticket);
        Assert.Equal("s3://bucket/standard/2026-03-04/abc", read.ToOrdered(1, default).DataReference);
    }

    [Fact]
    public void A_damaged_item_names_the_attribute()
    {
        var item = StoredEvent.From(Message, 2, StoredBody.Pack("{}"u8), null, Now).ToItem();
        item[Attributes.Arrival] = ItemValue.OfText("soon");

        var error = Assert.Throws<ItemException>(() => StoredEvent.Read(item));

        Assert.Contains("'arrival'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_body_survives_packing() => Gen.Byte.Array[0, 2000].Sample(
        body => StoredBody.Unpack(StoredBody.Pack(body).Span, body.Length).Span.SequenceEqual(body));

    [Fact]
    public void An_empty_body_survives_packing() =>
        Assert.True(StoredBody.Unpack(StoredBody.Pack([]).Span, 0).IsEmpty);

    [Fact]
    public void A_packed_body_never_gives_more_than_its_size() =>
        Assert.Throws<InvalidDataException>(() => StoredBody.Unpack(StoredBody.Pack(new byte[1000]).Span, 999));

    [Fact]
    public void A_collection_gives_back_its_source_and_key() =>
        Assert.Equal(
            ("standard", "order#7"),
            Topology.Table.SplitCollection(Topology.Table.CollectionOf("standard", "order#7")));
}
