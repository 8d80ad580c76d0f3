using System.Text;
using System.Text.Json;
using CsCheck;
using WebhookSystem.Client.Consume;
using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Client.Tests;

/// <summary>Whatever the Orderer sends a consumer reads, and whatever comes again, it knows what is new.</summary>
public sealed class AnyEvent
{
    private static readonly Gen<string> Text = Gen.OneOf("a", "/", "#", " ", "%2F", "\"", "\\", "\0", "é", "\U0001F600")
        .Array[1, 8].Select(string.Concat);

    private static readonly Gen<byte[]> Body = Gen.OneOf(
        Gen.Byte.Array[0, 100],
        Gen.Select(Text, Gen.Double[-1e9, 1e9]).Select((text, number) =>
            Encoding.UTF8.GetBytes($" {{\"{JsonEncodedText.Encode(text)}\" : [{number:R}, null]}}\n")));

    private static readonly Gen<OrderedEvent> Event =
        from names in Text.Array[3]
        from micros in Gen.Long[0, 4_000_000_000_000_000]
        from ordinal in Gen.Long[1, long.MaxValue]
        from marks in Gen.Int[0, 15]
        from contentType in Gen.OneOf("application/json", "application/vnd.x+json; charset=utf-8", "text/plain", "")
        from replay in Text.Null()
        from keepBytes in Gen.Bool
        from body in Body
        select new OrderedEvent
        {
            Source = "source", Key = names[0], EventId = names[1], EventType = names[2],
            ReceivedAt = DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond), Ordinal = ordinal,
            Marks = (ReleaseMarks)marks, ContentType = contentType.Length > 0 ? contentType : null, Replay = replay,
            KeepBytes = keepBytes, Body = body,
        };

    [Fact]
    public void What_is_sent_is_read() => Event.Sample(sent =>
    {
        var read = OrderedMessage.Parse(Encoding.UTF8.GetString(sent.ToUtf8()));

        Assert.Equal(
            (sent.Source, sent.Key, sent.EventId, sent.EventType, sent.ReceivedAt, sent.Ordinal),
            (read.Source, read.Key, read.Id, read.Type, read.ReceivedAt!.Value, read.Ordinal));
        Assert.Equal(
            (sent.Marks, sent.Replay, sent.ContentType, (BodyReference?)null),
            (read.Marks, read.Replay, read.ContentType, read.Reference));

        // White space around a JSON value is the message's: the value itself is what was sent, to the byte.
        Assert.Equal(
            Encoding.UTF8.GetString(sent.Body.Span).Trim(' ', '\n'),
            Encoding.UTF8.GetString(read.Body.Span).Trim(' ', '\n'));
        if (sent.KeepBytes)
            Assert.Equal(sent.Body.ToArray(), read.Body.ToArray());
    });

    [Fact]
    public void What_is_damaged_is_read_or_said_to_be_no_event() =>
        Gen.Select(Event, Gen.Int[0, 10_000], Gen.Char["{}[]\",:0a\\"]).Sample((sent, at, character) =>
        {
            var text = Encoding.UTF8.GetString(sent.ToUtf8());
            var place = at % text.Length;
            var damaged = text[..place] + character + text[(place + 1)..];
            if (Record.Exception(() => OrderedMessage.Parse(damaged)) is { } error)
                Assert.IsType<FormatException>(error);
        });

    [Fact]
    public Task Whatever_comes_again_each_ordinal_is_handled_once_and_in_order() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[0, 11].Array[0, 20], Gen.Long[0, 3]).SampleAsync(
            async (count, again, joined) =>
            {
                // The queue brings them in order; each may bring some of those before it once more.
                var order = new KeyOrder(new OrdinalsInMemory());
                var handled = new List<long>();
                var ordinals = Enumerable.Range(0, count).SelectMany(at => again.Where(one => one % count == at)
                    .SelectMany(one => Enumerable.Range(0, at).Select(before => (long)before)).Append(at));
                foreach (var ordinal in ordinals.Select(at => at + 1 + joined))
                {
                    var message = new OrderedMessage
                    {
                        Source = "source", Key = "key", Ordinal = ordinal, Id = "id", Type = "type",
                    };
                    var standing = await order.SeeAsync(message, default);
                    Assert.Equal(
                        handled.Contains(ordinal) ? Standing.Repeated
                            : handled.Count == 0 && ordinal > 1 ? Standing.Joined : Standing.Next,
                        standing);
                    if (standing == Standing.Repeated)
                        continue;
                    handled.Add(ordinal);
                    await order.HandledAsync(message, default);
                }

                Assert.Equal(Enumerable.Range(1, count).Select(at => at + joined), handled);
            });
}
