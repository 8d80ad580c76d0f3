using Amazon.S3.Model;
using CsCheck;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Processor.Receive;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Processor.Tests.Laws;

/// <summary>A body is what was accepted, wherever it lies; anything else under its name is not taken.</summary>
public sealed class AnyBody(Inbox inbox) : IClassFixture<Inbox>
{
    private const int Iterations = 50;

    /// <summary>Bytes that pack badly, and bytes that pack well, around what an item takes.</summary>
    private static readonly Gen<byte[]> Body = Gen.OneOf(
        Gen.Byte.Array[0, 300],
        Gen.Byte.Array[1, 9].Select(part => Enumerable.Repeat(part, 8_000).SelectMany(bytes => bytes).ToArray()),
        Gen.Int.Select(Gen.Int[-2_000, 2_000], (seed, more) => Noise(seed, Topology.Limits.TableBodyBytesMax + more)));

    [Fact]
    public Task It_lies_where_it_costs_less_and_is_redeemed_unchanged() => Body.SampleAsync(
        async body =>
        {
            var key = NewKey();
            var message = (inbox.Message("e", "d") with { Key = key, Digest = Digest.Of(body) }).WithBody(body);

            Assert.Equal(Outcome.Stored, await inbox.ProcessAsync(message));

            var stored = await StoredAsync(key);
            Assert.Equal(body.Length, stored!.Size);
            Assert.True((stored.PackedBody is null) != (stored.Ticket is null));
            Assert.Equal(
                StoredBody.Pack(body).Length <= Topology.Limits.TableBodyBytesMax
                    && body.Length <= Topology.Limits.InboxInlineBytesMax,
                stored.PackedBody is not null);
            Assert.Equal(body, await RedeemAsync(stored));
        },
        iter: Iterations);

    [Fact]
    public Task A_ticket_is_redeemed_for_its_own_body_and_for_no_other() =>
        Gen.Select(Gen.Byte.Array[1, 200], Gen.Int[0, 10_000], Gen.Byte[1, 255], Gen.Int[0, 3]).SampleAsync(
            async (body, at, flip, damage) =>
            {
                var key = NewKey();
                var ticket = new ClaimTicket(
                    Topology.Payloads.BucketName, $"standard/{key}", body.Length, Digest.Of(body));
                await PutAsync(ticket, damage switch
                {
                    0 => body,
                    1 => [.. body.Select((one, place) => place == at % body.Length ? (byte)(one ^ flip) : one)],
                    2 => body[..^1],
                    _ => [.. body, flip],
                });
                var message = inbox.Message("e", "d") with
                {
                    Key = key, Text = null, Ticket = ticket, Digest = ticket.Digest,
                };

                Assert.Equal(damage == 0 ? Outcome.Stored : Outcome.Failed, await inbox.ProcessAsync(message));
                Assert.Equal(damage == 0 ? ticket : null, (await StoredAsync(key))?.Ticket);

                // It is mended: the queue brings the message again.
                await PutAsync(ticket, body);
                Assert.Equal(damage == 0 ? Outcome.Repeated : Outcome.Stored, await inbox.ProcessAsync(message));
                Assert.Equal(body, await RedeemAsync((await StoredAsync(key))!));
            },
            iter: Iterations);

    private static byte[] Noise(int seed, int length)
    {
        var bytes = new byte[length];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static string NewKey() => Guid.NewGuid().ToString();

    private async Task<StoredEvent?> StoredAsync(string key) =>
        (await inbox.ItemsAsync(key)).GetValueOrDefault(Topology.Table.EventKey("e")) is { } item
            ? StoredEvent.Read(item.ToItem())
            : null;

    private async Task<byte[]> RedeemAsync(StoredEvent stored)
    {
        if (stored.Ticket is not { } ticket)
            return StoredBody.Unpack(stored.PackedBody!.Value.Span, stored.Size).ToArray();
        using var kept = await inbox.Aws.S3.GetObjectAsync(ticket.Bucket, ticket.Key);
        using var bytes = new MemoryStream();
        await kept.ResponseStream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private async Task PutAsync(ClaimTicket ticket, byte[] body)
    {
        using var content = new MemoryStream(body);
        await inbox.Aws.S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = ticket.Bucket, Key = ticket.Key, InputStream = content,
        });
    }
}
