using System.Text;
using System.Text.Json;
using CsCheck;
using WebhookSystem.Contracts.Events;

namespace WebhookSystem.Contracts.Tests;

public sealed class InboxMessages
{
    private static readonly InboxMessage Message = new()
    {
        DeliveryId = "d-1",
        Source = "stripe",
        EventId = "evt_1",
        EventType = "charge.succeeded",
        Key = "ch_1",
        Position = ((Int128)1 << 100) + 7,
        ReceivedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        ContentType = "application/json",
        Headers = new Dictionary<string, string> { ["user-agent"] = "Stripe/1.0" },
        Digest = Digest.Of("{}"u8),
        Configuration = "1",
    };

    [Fact]
    public void Any_body_survives_byte_for_byte() => Gen.Byte.Array[0, 300].Sample(
        body => Assert.Equal(body, RoundTrip(Message.WithBody(body)).InlineBody()));

    [Fact]
    public void Written_with_its_body_it_is_the_message_that_holds_it() =>
        Gen.OneOf(Gen.Byte.Array[0, 300], Gen.String[0, 300].Select(Encoding.UTF8.GetBytes)).Sample(body =>
        {
            var (apart, whole) = (Message.ToText(body), Message.WithBody(body).ToText());

            Assert.Equal(whole, InboxMessage.Parse(apart).ToText());
            Assert.All(apart, character => Assert.True(
                character is >= ' ' and <= '\uFFFD', $"U+{(int)character:X4} is refused by SQS"));
            Assert.Equal(body, InboxMessage.Parse(apart).InlineBody());
        });

    [Fact]
    public void Written_with_its_body_nothing_is_left_that_sqs_or_json_refuses()
    {
        var text = string.Concat(Enumerable.Range(0, 0x10000).Where(code => !char.IsSurrogate((char)code))
            .Select(code => (char)code)) + "\U0001F600\U0010FFFF\\\"";
        var body = Encoding.UTF8.GetBytes(text);

        var message = Message.ToText(body);

        Assert.DoesNotContain(message, character => character is < ' ' or '\uFFFE' or '\uFFFF');
        Assert.Equal(body, InboxMessage.Parse(message).InlineBody());
        Assert.Equal(Message.WithBody(body), InboxMessage.Parse(message) with { Headers = Message.Headers });
    }

    [Fact]
    public void A_large_body_leaves_the_next_message_as_it_is()
    {
        var large = Enumerable.Repeat((byte)'x', 1_000_000).ToArray();

        Assert.Equal(large, InboxMessage.Parse(Message.ToText(large)).InlineBody());
        Assert.Equal("{}"u8, InboxMessage.Parse(Message.ToText("{}"u8)).InlineBody()!);
    }

    [Fact]
    public void A_text_body_survives_with_every_character_that_sqs_refuses()
    {
        var body = Encoding.UTF8.GetBytes("\uFEFF{\"a\":\"\0\u0001\u000B\uFFFE\uFFFF\U0001F600é\\\"\"}\r\n");

        var text = Encoding.UTF8.GetString(Message.WithBody(body).ToUtf8());

        Assert.Equal(body, InboxMessage.Parse(text).InlineBody());
        Assert.All(text, character => Assert.True(
            character is '\t' or '\n' or '\r' or (>= ' ' and <= '\uFFFD'), $"U+{(int)character:X4} is refused by SQS"));
    }

    [Fact]
    public void A_position_beyond_the_doubles_integers_is_exact() =>
        Assert.Equal(Message.Position, RoundTrip(Message.WithBody("{}"u8.ToArray())).Position);

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("not json")]
    public void What_is_no_inbox_message_is_refused_with_a_reason(string text) =>
        Assert.NotEmpty(Assert.ThrowsAny<JsonException>(() => InboxMessage.Parse(text)).Message);

    private static InboxMessage RoundTrip(InboxMessage message) =>
        InboxMessage.Parse(Encoding.UTF8.GetString(message.ToUtf8()));
}
