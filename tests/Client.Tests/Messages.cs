using System.Text;
using WebhookSystem.Client.Consume;
using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Client.Tests;

/// <summary>What the Orderer writes is what a consumer reads.</summary>
public sealed class Messages
{
    private static readonly OrderedEvent Sent = new()
    {
        Source = "standard",
        Key = "order/7 é",
        EventId = "msg_1",
        EventType = "order.paid",
        ReceivedAt = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Ordinal = 42,
    };

    [Fact]
    public void Key_ordinal_and_marks_arrive()
    {
        var read = Parse(Sent with { Marks = ReleaseMarks.Late | ReleaseMarks.FollowsGap });

        Assert.Equal(("standard", "order/7 é", 42L), (read.Source, read.Key, read.Ordinal));
        Assert.Equal(("msg_1", "order.paid", Sent.ReceivedAt), (read.Id, read.Type, read.ReceivedAt));
        Assert.Equal(ReleaseMarks.Late | ReleaseMarks.FollowsGap, read.Marks);
        Assert.Equal(["late", "followsgap"], read.MarkWords);
        Assert.Null(read.Reference);
        Assert.Null(read.Replay);
    }

    [Theory]
    [InlineData("application/json", """{ "a" : 1.0 }""")]
    [InlineData("application/json", "no json")]
    [InlineData("text/plain", "é")]
    public void A_body_arrives_byte_for_byte(string contentType, string body) => Assert.Equal(
        body, Encoding.UTF8.GetString(Parse(
            Sent with { ContentType = contentType, Body = Encoding.UTF8.GetBytes(body) }).Body.Span));

    [Fact]
    public void A_body_in_S3_arrives_as_its_address_digest_and_size()
    {
        var read = Parse(Sent with { DataReference = "s3://bucket/a/b", DataDigest = "abc", DataSize = 7 });

        Assert.Equal(new BodyReference(new("s3://bucket/a/b"), "abc", 7), read.Reference);
        Assert.True(read.Body.IsEmpty);
    }

    [Fact]
    public void A_replay_names_its_command() =>
        Assert.Equal("command", Parse(Sent with { Replay = "command" }).Replay);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("no json")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/other","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/webhooks/a/b","type":"t","partitionkey":"b"}""")]
    [InlineData(
        """{"specversion":"1.0","id":"1","source":"/webhooks/a/b","type":"t","partitionkey":"b","sequence":"x"}""")]
    [InlineData(
        """{"specversion":"1.0","id":1,"source":"/webhooks/a/b","type":"t","partitionkey":"b","sequence":"1"}""")]
    public void Anything_else_is_said_to_be_none(string text) =>
        Assert.Throws<FormatException>(() => OrderedMessage.Parse(text));

    private static OrderedMessage Parse(OrderedEvent sent) =>
        OrderedMessage.Parse(Encoding.UTF8.GetString(sent.ToUtf8()));
}
