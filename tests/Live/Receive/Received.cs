using System.Text;
using System.Text.Json;
using Amazon.SQS.Model;
using CloudNative.CloudEvents.SystemTextJson;
using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Live.Traffic;

namespace WebhookSystem.Live.Receive;

/// <summary>A message of the ordered queue, as the CloudEvents SDK reads it, and when it came.</summary>
/// <param name="MessageId">The queue's own: another one is another sending.</param>
/// <param name="Digest">Of the body; null where <paramref name="Reference"/> stands for it.</param>
internal sealed record Received(
    EventName Name, long Ordinal, string MessageId, DateTimeOffset At, bool IsLate, bool FollowsGap,
    string? Digest, Uri? Reference)
{
    private static readonly JsonEventFormatter Formatter = new();

    /// <summary>When it came, on the clock that only goes forward.</summary>
    public long Timestamp { get; init; }

    public static Received Of(Message message, DateTimeOffset now)
    {
        var bytes = Encoding.UTF8.GetBytes(message.Body);
        var read = Formatter.DecodeStructuredModeMessage(bytes, new(OrderedEvent.MediaType), null);
        if (!read.IsValid)
            throw new JsonException($"This is no CloudEvent: {message.Body}");
        using var document = JsonDocument.Parse(bytes);
        var reference = (string?)read["dataref"];
        var source = read.Source!.OriginalString.Split('/')[2];
        return new(
            new(source, (string)read["partitionkey"]!, read.Id!), long.Parse((string)read["sequence"]!),
            message.MessageId, now, (string?)read["late"] == "true", (string?)read["followsgap"] == "true",
            reference is null ? BodyDigest(document) : null, reference is null ? null : new(reference));
    }

    /// <summary>The raw text of the data: it stands in the message as it was sent.</summary>
    private static string BodyDigest(JsonDocument document) =>
        Contracts.Events.Digest.Of(document.RootElement.GetProperty("data").GetRawText());
}
