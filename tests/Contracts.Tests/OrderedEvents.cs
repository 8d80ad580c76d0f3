using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using CsCheck;
using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Contracts.Tests;

/// <summary>Every ordered event is read back with the CloudEvents SDK, which nobody here wrote.</summary>
public sealed class OrderedEvents
{
    private static readonly OrderedEvent Plain = new()
    {
        Source = "standard",
        Key = "order/7 é",
        EventId = "evt 1",
        EventType = "order.paid",
        ReceivedAt = new DateTimeOffset(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero),
        Ordinal = 42,
        ContentType = "application/json; charset=utf-8",
        Body = Encoding.UTF8.GetBytes("""{"a": 1.10, "b": "é"}"""),
    };

    [Fact]
    public void The_sdk_reads_what_is_written()
    {
        var read = Read(Plain with { TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" });

        Assert.True(read.IsValid);
        Assert.Equal("evt 1", read.Id);
        Assert.Equal("order.paid", read.Type);
        Assert.Equal("/webhooks/standard/order%2F7%20%C3%A9", read.Source!.OriginalString);
        Assert.Equal(Plain.ReceivedAt, read.Time);
        Assert.Equal("order/7 é", read["partitionkey"]);
        Assert.Equal("0000000000000000042", read["sequence"]);
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", read["traceparent"]);
        Assert.Equal("1.10", Assert.IsType<JsonElement>(read.Data).GetProperty("a").GetRawText());
    }

    [Fact]
    public void A_mark_is_there_where_it_is_true_and_absent_elsewhere()
    {
        var read = Read(Plain with { Marks = ReleaseMarks.Late | ReleaseMarks.Tied });

        // The SDK reads an extension that it was not told the type of as text.
        Assert.Equal("true", read["late"]);
        Assert.Equal("true", read["tied"]);
        Assert.Null(read["reordered"]);
        Assert.Null(read["followsgap"]);
    }

    [Theory]
    [InlineData("text/plain", "hello")]
    [InlineData("application/x-www-form-urlencoded", "payload=%7B%7D")]
    [InlineData("application/json", "{\"a\":")]
    [InlineData("application/json", "\"\\uD800\"")]
    [InlineData("application/json", "")]
    [InlineData(null, "{}")]
    public void What_is_not_json_travels_as_bytes(string? contentType, string body)
    {
        var sent = Plain with { ContentType = contentType, Body = Encoding.UTF8.GetBytes(body) };

        using var json = JsonDocument.Parse(sent.ToUtf8());
        Assert.Equal(sent.Body.ToArray(), json.RootElement.GetProperty("data_base64").GetBytesFromBase64());
        Assert.True(Read(sent).IsValid);
    }

    [Fact]
    public void Any_body_gives_a_valid_event() => Gen.Byte.Array[0, 200].Sample(
        body => Assert.True(Read(Plain with { Body = body }).IsValid));

    [Fact]
    public void A_large_body_is_a_reference_and_nothing_else()
    {
        using var json = JsonDocument.Parse((Plain with { DataReference = "s3://b/k" }).ToUtf8());

        Assert.Equal("s3://b/k", json.RootElement.GetProperty("dataref").GetString());
        Assert.False(json.RootElement.TryGetProperty("data", out _));
        Assert.False(json.RootElement.TryGetProperty("data_base64", out _));
    }

    [Fact]
    public void Fifo_ids_stay_within_what_sqs_admits() => Gen.String[0, 300].Sample(key =>
    {
        var id = FifoIds.DeduplicationOf("standard", key, long.MaxValue);

        Assert.InRange(id.Length, 1, Topology.Limits.FifoIdCharactersMax);
        Assert.All(id, character => Assert.InRange(character, '!', '~'));
    });

    [Fact]
    public void Fifo_ids_tell_keys_apart() =>
        Assert.NotEqual(
            FifoIds.GroupOf("standard", new string('a', 200)), FifoIds.GroupOf("standard", new string('a', 201)));

    private static CloudEvent Read(OrderedEvent written) => new JsonEventFormatter().DecodeStructuredModeMessage(
        written.ToUtf8(), new System.Net.Mime.ContentType(OrderedEvent.MediaType), null);
}
