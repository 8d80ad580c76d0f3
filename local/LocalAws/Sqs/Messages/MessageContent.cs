using System.Text;

namespace WebhookSystem.LocalAws.Sqs.Messages;

/// <summary>What a sender gives. All but the deduplication id stays the same wherever the message moves.</summary>
internal sealed record MessageContent(
    byte[] Body, IReadOnlyList<MessageAttribute> Attributes, MessageAttribute? TraceHeader,
    string? GroupId, string? DeduplicationId)
{
    public string BodyDigest { get; } = MessageDigest.OfBody(Body);

    public string? AttributesDigest { get; } = MessageDigest.OfAttributes(Attributes);

    public string? SystemAttributesDigest { get; } =
        TraceHeader is null ? null : MessageDigest.OfAttributes([TraceHeader]);

    /// <summary>What counts towards the limits. System attributes do not.</summary>
    public int Size { get; } = Body.Length + Attributes.Sum(static attribute =>
        Encoding.UTF8.GetByteCount(attribute.Name) + Encoding.UTF8.GetByteCount(attribute.DataType)
        + attribute.Value.Length);
}
