using System.Security.Cryptography;
using System.Text;
using Amazon.S3.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Processor.Receive;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Processor.Tests;

/// <summary>A body lies where it costs less, and is the one that was accepted.</summary>
public sealed class Bodies(Inbox inbox) : IClassFixture<Inbox>
{
    [Fact]
    public async Task A_small_body_lies_packed_in_its_item()
    {
        await inbox.ProcessAsync(inbox.Message("small", "d", """{"name":"value"}"""));

        var stored = StoredEvent.Read((await inbox.ItemsAsync())[Topology.Table.EventKey("small")].ToItem());

        var body = StoredBody.Unpack(stored.PackedBody!.Value.Span, stored.Size);
        Assert.Equal("""{"name":"value"}""", Encoding.UTF8.GetString(body.Span));
    }

    [Fact]
    public async Task A_body_that_packs_badly_goes_to_the_bucket()
    {
        var body = Convert.ToHexString(RandomNumberGenerator.GetBytes(16 * 1024));

        await inbox.ProcessAsync(inbox.Message("large", "d", body));

        var stored = StoredEvent.Read((await inbox.ItemsAsync())[Topology.Table.EventKey("large")].ToItem());
        using var kept = await inbox.Aws.S3.GetObjectAsync(stored.Ticket!.Bucket, stored.Ticket.Key);
        using var reader = new StreamReader(kept.ResponseStream);
        Assert.Equal(body, await reader.ReadToEndAsync());
        Assert.Null(stored.PackedBody);
    }

    [Fact]
    public async Task A_ticket_is_redeemed_and_its_object_stays_where_it_is()
    {
        var ticket = await CheckInAsync("0123456789"u8.ToArray());

        Assert.Equal(Outcome.Stored, await inbox.ProcessAsync(WithTicket("ticket", ticket)));
        var stored = StoredEvent.Read((await inbox.ItemsAsync())[Topology.Table.EventKey("ticket")].ToItem());
        Assert.Equal(ticket, stored.Ticket);
    }

    [Fact]
    public async Task A_ticket_for_another_body_is_not_believed()
    {
        var ticket = await CheckInAsync("0123456789"u8.ToArray());

        Assert.Equal(Outcome.Failed, await inbox.ProcessAsync(WithTicket("size", ticket with { Size = 9 })));
        Assert.Equal(
            Outcome.Failed, await inbox.ProcessAsync(WithTicket("digest", ticket with { Digest = Digest.Of("else") })));
        Assert.DoesNotContain(Topology.Table.EventKey("size"), (await inbox.ItemsAsync()).Keys);
    }

    [Fact]
    public async Task A_body_that_does_not_match_its_digest_is_not_stored()
    {
        var damaged = inbox.Message("damaged", "d") with { Digest = Digest.Of("else") };

        Assert.Equal(Outcome.Failed, await inbox.ProcessAsync(damaged));
        Assert.DoesNotContain(Topology.Table.EventKey("damaged"), (await inbox.ItemsAsync()).Keys);
    }

    private InboxMessage WithTicket(string id, ClaimTicket ticket) => inbox.Message(id, "d") with
    {
        Text = null,
        Ticket = ticket,
        Digest = ticket.Digest,
    };

    private async Task<ClaimTicket> CheckInAsync(byte[] body)
    {
        var ticket = new ClaimTicket(
            Topology.Payloads.BucketName, $"standard/{Guid.NewGuid()}", body.Length, Digest.Of(body));
        await inbox.Aws.S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = ticket.Bucket,
            Key = ticket.Key,
            InputStream = new MemoryStream(body),
        });
        return ticket;
    }
}
