using System.Globalization;
using System.Text;
using Amazon.SQS.Model;

namespace WebhookSystem.Ingress.Enqueue;

/// <summary>A message on its way to the queue, and who waits for it.</summary>
internal sealed class PendingSend(string text, Dictionary<string, MessageAttributeValue> attributes)
{
    // Whoever waits must not go on within the sender's loop.
    private readonly TaskCompletionSource<string> _messageId = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Text { get; } = text;

    public Dictionary<string, MessageAttributeValue> Attributes { get; } = attributes;

    /// <summary>As SQS counts: the text, and names, types and values of the attributes.</summary>
    public int Bytes { get; } = Encoding.UTF8.GetByteCount(text) + attributes.Sum(attribute =>
        attribute.Key.Length + attribute.Value.DataType.Length + attribute.Value.StringValue.Length);

    /// <summary>The queue's id of the message, once it is durably stored.</summary>
    public Task<string> MessageId => _messageId.Task;

    public static int PlaceOf(string entryId) => int.Parse(entryId, CultureInfo.InvariantCulture);

    public SendMessageBatchRequestEntry ToEntry(int place) => new()
    {
        Id = place.ToString(CultureInfo.InvariantCulture),
        MessageBody = Text,
        MessageAttributes = Attributes,
    };

    public void Succeed(string messageId) => _messageId.TrySetResult(messageId);

    public void Fail(Exception exception) => _messageId.TrySetException(exception);
}
