using System.Text;
using WebhookSystem.Consumer;
using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Local.Tests.Consumer;

/// <summary>What the Orderer writes is what the consumer reads.</summary>
public sealed class ReceivedEvents
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
        Assert.Equal(("msg_1", "order.paid"), (read.Id, read.Type));
        Assert.Equal(["late", "followsgap"], read.Marks);
        Assert.Null(read.DataReference);
    }

    [Fact]
    public void A_body_in_S3_arrives_as_its_address() =>
        Assert.Equal(new Uri("s3://bucket/a/b"), Parse(Sent with { DataReference = "s3://bucket/a/b" }).DataReference);

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("no json")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/other","type":"t"}""")]
    [InlineData("""{"specversion":"1.0","id":"1","source":"/webhooks/a/b","type":"t","partitionkey":"b"}""")]
    [InlineData(
        """{"specversion":"1.0","id":"1","source":"/webhooks/a/b","type":"t","partitionkey":"b","sequence":"x"}""")]
    public void Anything_else_is_said_to_be_none(string text) =>
        Assert.Throws<FormatException>(() => ReceivedEvent.Parse(text));

    private static ReceivedEvent Parse(OrderedEvent sent) =>
        ReceivedEvent.Parse(Encoding.UTF8.GetString(sent.ToUtf8()));
}
